/** What the running server has of the app's modules, and what changes in it with each compilation. */
import type { Chunk, Compilation, Module } from 'webpack'
import type { ServerUpdate } from '../../protocol/server-update.ts'
import { ENTRY } from '../webpack/include-references.ts'
import { resourceOf } from '../webpack/module-facts.ts'
import { compiledSource, type ModuleSource, moduleText } from './module-text.ts'

export type ModuleUpdate = Omit<ServerUpdate, 'manifest'>

export interface TableChange {
  readonly update: ModuleUpdate
  /** Files whose modules, if they were evaluated, are so anew. */
  readonly staleFiles: ReadonlySet<string>
  /** A module that was there is another one now, or none: more than an addition. */
  readonly isEdit: boolean
}

interface Entry {
  readonly hash: string
  readonly text: string
}

export class ServerTable {
  readonly #appModules: string
  /** Names of webpack's runtime modules that the prebuilt runtime has. */
  readonly #known: ReadonlySet<string>
  #entries = new Map<string, Entry>()
  #runtime: Record<string, string> = {}
  #appModulesId = ''

  /** @param appModules the file with the app's own modules */
  constructor(appModules: string, known: readonly string[]) {
    this.#appModules = appModules
    this.#known = new Set(known)
  }

  take(compilation: Compilation): TableChange {
    const { chunkGraph } = compilation
    const before = this.#entries
    const entries = new Map<string, Entry>()
    const changed = new Set<Module>()
    let isEdit = false
    for (const module of compilation.modules) {
      const id = chunkGraph.getModuleId(module)
      if (id === null || chunkGraph.getNumberOfModuleChunks(module) === 0) continue
      const key = String(id)
      const isAppModules = resourceOf(module) === this.#appModules
      if (isAppModules) this.#appModulesId = key
      const hash = chunkGraph.getModuleHash(module, ENTRY)
      const known = before.get(key)
      if (known?.hash === hash) {
        entries.set(key, known)
        continue
      }
      const source = compiledSource(compilation, module, ENTRY)
      if (source === null) continue
      const text = moduleText(compilation, module, source)
      entries.set(key, { hash, text })
      if (known && known.text === text) continue
      changed.add(module)
      isEdit ||= known !== undefined && !isAppModules
    }
    const gone = [...before.keys()].filter((id) => !entries.has(id))
    const stale = withImporters(compilation, changed)
    this.#entries = entries
    this.#runtime = runtimeModules(compilation, this.#known)
    return {
      update: {
        runtime: this.#runtime,
        modules: textsOf([...entries].filter(([id, { text }]) => before.get(id)?.text !== text)),
        stale: idsOf(compilation, stale),
        gone,
        appModules: this.#appModulesId,
      },
      staleFiles: filesOf(stale),
      isEdit: isEdit || gone.length > 0,
    }
  }

  /**
   * Modules that were compiled alone, of the compilation that was taken last.
   *
   * @returns null where `mayBeStale` refuses the files that would be evaluated anew; nothing has changed then
   */
  patch(
    compilation: Compilation,
    sources: ReadonlyMap<Module, ModuleSource>,
    mayBeStale: (files: ReadonlySet<string>) => boolean,
  ): ModuleUpdate | null {
    const stale = withImporters(compilation, new Set(sources.keys()))
    if (!mayBeStale(filesOf(stale))) return null
    const modules: Record<string, string> = {}
    for (const [module, source] of sources) {
      const id = String(compilation.chunkGraph.getModuleId(module))
      const text = moduleText(compilation, module, source)
      modules[id] = text
      // No hash of webpack's: the next compilation compares the text.
      this.#entries.set(id, { hash: '', text })
    }
    return { runtime: {}, modules, stale: idsOf(compilation, stale), gone: [], appModules: this.#appModulesId }
  }

  /** Everything, for a process that has nothing. */
  whole(): ModuleUpdate {
    const modules = textsOf([...this.#entries])
    return { runtime: this.#runtime, modules, stale: [], gone: [], appModules: this.#appModulesId }
  }
}

function idsOf({ chunkGraph }: Compilation, modules: ReadonlySet<Module>): string[] {
  return [...modules].flatMap((module) => chunkGraph.getModuleId(module)?.toString() ?? [])
}

function filesOf(modules: ReadonlySet<Module>): Set<string> {
  return new Set([...modules].flatMap((module) => resourceOf(module) ?? []))
}

function textsOf(entries: readonly (readonly [string, Entry])[]): Record<string, string> {
  return Object.fromEntries(entries.map(([id, { text }]) => [id, text]))
}

/** What imports a module that is evaluated anew is so too: it holds what that one exported. */
function withImporters({ moduleGraph }: Compilation, changed: ReadonlySet<Module>): Set<Module> {
  const all = new Set(changed)
  for (const module of all) {
    for (const { originModule } of moduleGraph.getIncomingConnections(module)) if (originModule) all.add(originModule)
  }
  return all
}

/** Parts of webpack's own runtime that a module of the app needs and no module of Ferry. */
function runtimeModules({ chunks, chunkGraph }: Compilation, known: ReadonlySet<string>): Record<string, string> {
  const found: Record<string, string> = {}
  for (const chunk of chunks as Iterable<Chunk>) {
    for (const module of chunkGraph.getChunkRuntimeModulesIterable(chunk)) {
      if (known.has(module.name) || /chunk|startup/.test(module.name)) continue
      found[module.name] = `(__webpack_require__) => {\n${module.getGeneratedCode() ?? ''}\n}`
    }
  }
  return found
}
