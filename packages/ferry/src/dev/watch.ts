/** Watches the app's folder and reports changes in batches: one save may touch many files. */
import { realpathSync, statSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { watch } from 'chokidar'
import type { ResolvedConfig } from '../config/resolved-config.ts'
import { type Batch, type ChangeKind, stronger } from './change.ts'

/** One save of an editor may be several events. ms */
const QUIET = 8
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
  let files = new Set<string>()
  let moved = false
  let timer: NodeJS.Timeout | null = null
  let isFirstLook = true
  const watcher = watch(root, { ignored: (path) => isIgnored(root, path), alwaysStat: true })
  watcher.once('ready', () => {
    isFirstLook = false
  })
  const again = new Map<string, NodeJS.Timeout>()
  const onEvent: Parameters<typeof watcher.on<'all'>>[1] = (event, path, stats) => {
    if (isFirstLook && (stats === undefined || stats.ctimeMs <= since)) return
    const kind = kindOf(root, path, config())
    if (kind === null) return
    pending = stronger(pending, kind)
    files.add(join(realRoot, relative(root, path)))
    moved ||= event !== 'change'
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => {
      const batch = pending && { kind: pending, files, moved }
      pending = timer = null
      files = new Set()
      moved = false
      if (batch !== null) onChange(batch)
    }, QUIET)
    if (stats === undefined) return
    clearTimeout(again.get(path))
    const look = () => {
      again.delete(path)
      const now = statSync(path, { throwIfNoEntry: false })
      if (now && (now.mtimeMs !== stats.mtimeMs || now.size !== stats.size)) onEvent('change', path, now)
    }
    again.set(path, setTimeout(look, SECOND_LOOK))
  }
  watcher.on('all', onEvent)
  return {
    close: async () => {
      if (timer !== null) clearTimeout(timer)
      for (const look of again.values()) clearTimeout(look)
      await watcher.close()
    },
  }
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
