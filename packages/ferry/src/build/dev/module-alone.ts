/**
 * One edited module, compiled again by itself inside a finished compilation. The compilation that follows takes it as it
 * is: webpack keeps modules from one run to the next.
 */
import type { Compilation, Dependency, Module, NormalModule } from 'webpack'
import type { Findings } from '../directives/contract.ts'
import { findingsOf, resourceOf } from '../webpack/module-facts.ts'

type Source = NonNullable<ReturnType<Module['originalSource']>>

/** What is read of a dependency on another module. */
type Import = Dependency & {
  readonly request?: string
  /** Names in the order of access, as written. Example: `['default', 'name']` */
  readonly ids?: readonly string[]
  /** The same, where webpack has led an import past a module that only hands on. */
  getIds?(graph: Compilation['moduleGraph']): string[]
  setIds?(graph: Compilation['moduleGraph'], ids: string[]): void
}

/**
 * What the edited module may import. `known-modules`: of modules that it imported before, any name; `known-names`: of them
 * all, and the same names, but of modules that say nothing to anybody else.
 */
export type MayImport = 'known-modules' | 'known-names'

/**
 * Resolves to its code in the compilation's terms. null: the edit reaches further than this module, which may import other
 * modules, or export other names; or it has a mistake.
 */
export async function compileAlone(
  compilation: Compilation,
  module: NormalModule,
  mayImport: MayImport,
): Promise<Source | null> {
  const before = factsOf(compilation, module)
  if (before === null) return null
  await rebuild(compilation, module)
  if (module.getNumberOfErrors() > 0) return null
  followAsBefore(compilation, module, before)
  const after = factsOf(compilation, module)
  if (after === null || after.outside !== before.outside || !importsKnownModules(before, after)) return null
  if (mayImport === 'known-names' && !importsKnownNames(compilation, before, after)) return null
  return codeOf(compilation, module)
}

function importsKnownModules(before: Facts, after: Facts): boolean {
  const targets = new Set(before.imports.map(({ target }) => target))
  const keys = new Set(before.imports.map(({ key }) => key))
  const led = new Set(before.imports.filter(({ isLed }) => isLed).map(({ request }) => request))
  const isKnown = ({ key, request, target }: ImportFacts) => targets.has(target) && (keys.has(key) || !led.has(request))
  return after.imports.every(isKnown)
}

function importsKnownNames(compilation: Compilation, before: Facts, after: Facts): boolean {
  const targets = ({ imports }: Facts) => new Set<unknown>(imports.map(({ target }) => target))
  const names = ({ imports }: Facts) =>
    new Set<unknown>(imports.filter(({ target }) => !isPlain(compilation, target)).map(({ key }) => key))
  return isSameSet(targets(before), targets(after)) && isSameSet(names(before), names(after))
}

/** A source of the app's own, neither client module nor server functions: who imports which name of it tells nothing. */
function isPlain({ moduleGraph }: Compilation, module: Module): boolean {
  const file = resourceOf(module)
  if (file === null || /[\\/]node_modules[\\/]/.test(file) || findingsOf(module) !== null) return false
  return (module.dependencies as Import[]).every(
    (one) => one.request === undefined || one.getExports(moduleGraph) === undefined,
  )
}

function isSameSet(one: ReadonlySet<unknown>, other: ReadonlySet<unknown>): boolean {
  return one.size === other.size && [...one].every((value) => other.has(value))
}

interface Facts {
  /** What others see of the module: equal when nobody else has to be compiled. */
  readonly outside: string
  readonly imports: readonly ImportFacts[]
}

interface ImportFacts {
  readonly dependency: Import
  /** Names what is imported. */
  readonly key: string
  readonly request: string
  readonly target: Module
  /** webpack has led it past a module that only hands on. */
  readonly isLed: boolean
}

/** null: of a module like this others cannot be told what it means to them. */
function factsOf({ moduleGraph }: Compilation, module: NormalModule): Facts | null {
  // An import() has a chunk of its own.
  if (module.blocks.length > 0 || Object.keys(module.buildInfo?.assets ?? {}).length > 0) return null
  const imports: ImportFacts[] = []
  const names: unknown[] = []
  for (const dependency of module.dependencies as Import[]) {
    const { type, request, ids } = dependency
    const exported = dependency.getExports(moduleGraph)
    // What is handed on from other modules may be inside of those that import it.
    if (exported !== undefined && request !== undefined) return null
    if (exported?.exports === true) return null
    for (const one of exported?.exports ?? []) names.push(typeof one === 'string' ? one : one.name)
    if (request === undefined) continue
    if ((dependency.getErrors(moduleGraph) ?? []).length > 0) return null
    const connection = moduleGraph.getConnection(dependency)
    // What the browser build leaves out on purpose.
    if (!connection) continue
    const isLed = connection.module !== connection.resolvedModule
    imports.push({ dependency, key: JSON.stringify([type, request, ids]), request, target: connection.module, isLed })
  }
  return { outside: JSON.stringify([module.buildMeta, withoutLines(findingsOf(module)), names.sort()]), imports }
}

/** A function that stands further down is the same one. */
function withoutLines(findings: Findings | null): unknown {
  return findings && { ...findings, functions: findings.functions?.map((one) => ({ ...one, line: 0 })) }
}

/** Afterwards the compilation has the module as it is on disk, and leads to the same others as before. */
export async function rebuild(compilation: Compilation, module: NormalModule): Promise<void> {
  const { resource } = module
  compilation.inputFileSystem?.purge?.(resource)
  // Known from the time before the edit: it is looked at anew.
  compilation.fileSystemInfo.addFileTimestamps(new Map([[resource, undefined as never]]))
  // It may have been compiled alone before.
  compilation.rebuildQueue.invalidate(module)
  const { chunkGraph } = compilation
  // webpack would take modules out of chunks that this one imports no more, and stumbles over those that were included by name.
  compilation.chunkGraph = undefined as never
  try {
    await new Promise<void>((resolve, reject) => {
      compilation.rebuildModule(module, (error) => (error ? reject(error) : resolve()))
    })
  } finally {
    compilation.chunkGraph = chunkGraph
  }
}

/** Imports that were there before lead to where they led. */
function followAsBefore({ moduleGraph }: Compilation, module: NormalModule, before: Facts): void {
  const led = new Map(before.imports.filter(({ isLed }) => isLed).map((one) => [one.key, one]))
  if (led.size === 0) return
  for (const dependency of module.dependencies as Import[]) {
    const { type, request, ids } = dependency
    const known = led.get(JSON.stringify([type, request, ids]))
    if (known === undefined) continue
    moduleGraph.updateModule(dependency, known.target)
    const path = known.dependency.getIds?.(moduleGraph)
    if (path) dependency.setIds?.(moduleGraph, path)
  }
}

/** null: it needs a part of webpack's runtime that is not in the browser. */
function codeOf(compilation: Compilation, module: NormalModule): Source | null {
  const { chunkGraph, moduleGraph, runtimeTemplate, dependencyTemplates, codeGenerationResults } = compilation
  const [chunk] = chunkGraph.getModuleChunksIterable(module)
  if (chunk === undefined) return null
  const { runtime } = chunk
  const { sources, runtimeRequirements } = module.codeGeneration({
    chunkGraph,
    moduleGraph,
    runtimeTemplate,
    dependencyTemplates,
    runtime,
    runtimes: [runtime],
    codeGenerationResults,
    compilation,
    sourceTypes: new Set(['javascript']),
  })
  for (const entry of compilation.entrypoints.values()) {
    const there = chunkGraph.getTreeRuntimeRequirements(entry.getRuntimeChunk() ?? chunk)
    for (const name of runtimeRequirements ?? []) if (!there.has(name)) return null
  }
  return sources.get('javascript') ?? null
}
