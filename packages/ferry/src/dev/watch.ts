/** Watches the app's folder and reports changes in batches: one save may touch many files. */
import { realpathSync, statSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { watch } from 'chokidar'
import type { ResolvedConfig } from '../config/resolved-config.ts'
import { type Batch, type ChangeKind, stronger } from './change.ts'

/** One save of an editor may be several events. ms */
const QUIET = 5
/** Many editors empty a file before they write it: for so long an empty one is not taken for what was saved. ms */
const EMPTY_PATIENCE = 60
/** chokidar tells nothing of a file for 50 ms after it has told of it: whoever saves twice is looked at again. ms */
const SECOND_LOOK = 60

export interface Watch {
  close(): Promise<void>
}

/** @param since what has changed after this moment is reported too, though it was before the watch began. ms since 1970 */
export function watchApp(
  root: string,
  config: () => ResolvedConfig | null,
  onChange: (batch: Batch) => void,
  since: number = Date.now(),
): Watch {
  const realRoot = realpathSync(root)
  let pending: ChangeKind | null = null
  /** As chokidar names it → when it was first told of. */
  let files = new Map<string, number>()
  let moved = false
  let isPublic = false
  let timer: NodeJS.Timeout | undefined
  let isFirstLook = true
  const again = new Map<string, NodeJS.Timeout>()
  const watcher = watch(root, { ignored: (path) => isIgnored(root, path), alwaysStat: true })
  watcher.once('ready', () => {
    isFirstLook = false
  })
  watcher.on('all', (event, path, stats) => {
    if (isFirstLook && (stats === undefined || stats.ctimeMs <= since)) return
    told(path, event !== 'change')
  })

  const told = (path: string, isMove: boolean) => {
    const kind = kindOf(root, path, config())
    if (kind === null) return
    pending = stronger(pending, kind)
    if (!files.has(path)) files.set(path, performance.now())
    moved ||= isMove
    isPublic ||= kind === 'public'
    clearTimeout(timer)
    timer = setTimeout(report, QUIET)
  }

  const report = () => {
    if (pending === null) return
    const looks = new Map([...files.keys()].map((path) => [path, look(path)]))
    if ([...files].some(([path, at]) => looks.get(path)?.size === 0 && performance.now() - at < EMPTY_PATIENCE)) {
      timer = setTimeout(report, QUIET)
      return
    }
    for (const [path, seen] of looks) lookAgain(path, seen)
    const batch = {
      kind: pending,
      files: new Set([...files.keys()].map((path) => join(realRoot, relative(root, path)))),
      moved,
      isPublic,
    }
    pending = null
    files = new Map()
    moved = isPublic = false
    onChange(batch)
  }

  const lookAgain = (path: string, seen: Look) => {
    clearTimeout(again.get(path))
    const compare = () => {
      again.delete(path)
      const now = look(path)
      if (now.time !== seen.time || now.size !== seen.size) told(path, now.time === null || seen.time === null)
    }
    again.set(path, setTimeout(compare, SECOND_LOOK))
  }

  return {
    close: async () => {
      clearTimeout(timer)
      for (const one of again.values()) clearTimeout(one)
      await watcher.close()
    },
  }
}

/** `time`: of the last change; null for a file that is not there. */
interface Look {
  readonly time: number | null
  readonly size: number
}

function look(path: string): Look {
  const facts = statSync(path, { throwIfNoEntry: false })
  return facts?.isFile() ? { time: facts.mtimeMs, size: facts.size } : { time: null, size: -1 }
}

/** null: a file that the build does not read. Apps write into their own folder too: databases, uploads, logs. */
export function kindOf(root: string, path: string, config: ResolvedConfig | null): ChangeKind | null {
  const name = basename(path)
  const below = relative(root, path).split(sep)
  if (below.length === 1 && CONFIG_FILES.test(name)) return 'config'
  if (below[0] === 'public') return 'public'
  const inApp = config !== null && path.startsWith(config.appDir + sep)
  return inApp || SOURCES.test(name) ? 'sources' : null
}

const CONFIG_FILES =
  /^(?:ferry\.config\.(?:ts|mts|js|mjs)|\.env(?:\..+)?|package\.json|[tj]sconfig.*\.json|postcss\.config\..+)$/
const SOURCES =
  /\.(?:[cm]?[jt]sx?|json|css|s[ac]ss|less|mdx?|svg|png|jpe?g|gif|webp|avif|ico|woff2?|ttf|otf|wasm|txt|html|graphql|gql)$/i
const IGNORED = new Set(['node_modules', '.git', '.ferry', 'dist', 'coverage', 'test-results', 'playwright-report'])

function isIgnored(root: string, path: string): boolean {
  const below = relative(root, path)
  if (below === '' || below.startsWith('..')) return below !== ''
  if (below === 'ferry-env.d.ts') return true
  return below.split(sep).some((part, index) => IGNORED.has(part) && (part !== 'dist' || index === 0))
}
