/** What open pages are given for an edit before the app is compiled again: the edited modules, as scripts. */
import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Compilation, NormalModule } from 'webpack'
import type { DevScript } from '../../protocol/dev-message.ts'
import type { BuildContext } from '../build-context.ts'
import { findingsOf, resourceOf } from '../webpack/module-facts.ts'
import { compileAlone } from './module-alone.ts'
import { isReadElsewhere } from './read-elsewhere.ts'
import { moduleFunction, moduleMap, type ModuleSource } from './module-text.ts'

export interface HotPatches {
  /**
   * null: only a whole compilation tells what the edit means.
   *
   * @param changed absolute paths of edited files
   */
  make(browser: Compilation, server: Compilation, changed: ReadonlySet<string>): Promise<HotPatch | null>
}

export interface HotPatch {
  /** One for each module. */
  readonly scripts: readonly DevScript[]
  /** File names of the style sheets. */
  readonly styles: readonly string[]
  /** Nothing of the edit is missing on open pages. */
  readonly isWhole: boolean
}

const SCRIPT = /\.(?:[mc]?[jt]s|[jt]sx)$/
/** More than that is no edit: another branch, a formatter. */
export const MOST_FILES = 8

export function createHotPatches(context: Pick<BuildContext, 'config' | 'fileName'>): HotPatches {
  const folder = join(context.config.outDir, 'assets')
  /** Module id → file of its last source map. */
  const maps = new Map<string, string>()
  let count = 0

  const scriptOf = (compilation: Compilation, module: NormalModule, source: ModuleSource): DevScript | null => {
    const id = compilation.chunkGraph.getModuleId(module)
    if (id === null) return null
    const name = `patch-${createHash('sha256').update(String(id)).digest('hex').slice(0, 8)}.${++count}.js`
    const map = moduleMap(module, source, context.fileName)
    if (map !== null) {
      const before = maps.get(String(id))
      if (before !== undefined) rmSync(join(folder, before), { force: true })
      maps.set(String(id), `${name}.map`)
      writeFileSync(join(folder, `${name}.map`), map)
    }
    // As webpack's own hot updates are handed over.
    const global = JSON.stringify(compilation.outputOptions.hotUpdateGlobal)
    const comment = map === null ? '' : `\n//# sourceMappingURL=${name}.map`
    return {
      name,
      code: `self[${global}]("",{${JSON.stringify(id)}:${moduleFunction(module, source)}});${comment}`,
    }
  }

  return {
    async make(compilation, server, changed) {
      if (changed.size > MOST_FILES) return null
      const modules = modulesOf(compilation, changed)
      if (modules === null || modules.length === 0) return null
      const sources: [NormalModule, ModuleSource | null][] = []
      for (const module of modules) sources.push([module, await compileAlone(compilation, module, 'known-modules')])
      const scripts = sources.map(([module, source]) => source && scriptOf(compilation, module, source))
      if (scripts.includes(null)) return null
      return {
        scripts: scripts as DevScript[],
        styles: [],
        isWhole:
          modules.length === changed.size && !isReadElsewhere(compilation, changed) && !isOnServer(server, changed),
      }
    },
  }
}

/** The modules of the edited files; null when a file of them is read by more than one module, or by none itself. */
function modulesOf(compilation: Compilation, changed: ReadonlySet<string>): NormalModule[] | null {
  const touched = [...changed].filter((file) => compilation.fileDependencies.has(file))
  const found = new Map<string, NormalModule>()
  for (const module of compilation.modules) {
    const file = resourceOf(module)
    if (file === null || !changed.has(file)) continue
    if (found.has(file) || !SCRIPT.test(file)) return null
    found.set(file, module as NormalModule)
  }
  return touched.every((file) => found.has(file)) ? [...found.values()] : null
}

/** What server components are made of is on screen too. */
function isOnServer(server: Compilation, changed: ReadonlySet<string>): boolean {
  for (const module of server.modules) {
    // Of a client module there is no more than a reference.
    const isCode = module.layer !== 'ssr' && findingsOf(module)?.kind !== 'client'
    if (isCode && changed.has(resourceOf(module) ?? '')) return true
  }
  return false
}
