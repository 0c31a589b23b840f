/** Compiles the prebuilt runtime and writes it, with what an app's compilation has to know of it. */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Compilation, Configuration } from 'webpack'
import { buildFailed } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import type { FrameworkFiles } from '../framework-files.ts'
import { closeCompiler, createCompiler, runCompiler } from '../webpack/compile.ts'
import { findingsOf, resourceOf } from '../webpack/module-facts.ts'
import type { PrebuiltClientModule, PrebuiltFacts, PrebuiltModule, PrebuiltWorld } from './facts.ts'
import { browserConfig, serverConfig } from './prebuilt-config.ts'
import { prebuiltContext } from './prebuilt-context.ts'
import { placeInPackage } from './stable-ids.ts'

/** Of other sources; another process may still run them. ms */
const KEEP_OLD = 600_000
const PACKAGES = new Set(['ferry', 'react', 'react-dom', 'react-server-dom-webpack', 'scheduler'])

/** @param factsName name of the file that is there only when everything is */
export async function buildPrebuilt(framework: FrameworkFiles, folder: string, factsName: string): Promise<void> {
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  const server = await compile(serverConfig(framework, draft))
  const browser = await compile(browserConfig(framework, draft, clientFiles(server)))
  const facts: PrebuiltFacts = {
    server: readWorld(server, framework),
    browser: readWorld(browser, framework),
    clientModules: ownClientModules(server, browser, framework),
  }
  writeFileSync(join(draft, factsName), JSON.stringify(facts))
  publish(draft, folder)
}

async function compile(configuration: Configuration): Promise<Compilation> {
  const compiler = createCompiler(configuration)
  const compilation = await runCompiler(compiler)
  await closeCompiler(compiler)
  const [error] = compilation.errors
  if (error) throw new FerryError(buildFailed, `The prebuilt runtime: ${error.message}`, { cause: error })
  return compilation
}

/** Ferry's own client modules: their references are in the server's bundle. */
function clientFiles(server: Compilation): string[] {
  const files: string[] = []
  for (const module of server.modules) {
    const resource = resourceOf(module)
    if (resource && module.layer === 'rsc' && findingsOf(module)?.kind === 'client') files.push(resource)
  }
  return files.sort()
}

function readWorld(compilation: Compilation, framework: FrameworkFiles): PrebuiltWorld {
  const { chunkGraph, moduleGraph } = compilation
  // These know webpack's own variables, or what an app is made of: each app has its own.
  const ownOfApps = new Set([framework.browserEntry, framework.clientReferences, framework.appModules])
  const modules: PrebuiltModule[] = []
  for (const module of compilation.modules) {
    const resource = resourceOf(module)
    const id = chunkGraph.getModuleId(module)
    if (!resource || id === null) continue
    const { packageName, path } = placeInPackage(resource)
    if (!PACKAGES.has(packageName) || ownOfApps.has(resource) || path.includes('webpack/markers/')) continue
    const provided = moduleGraph.getProvidedExports(module)
    modules.push({
      packageName,
      path,
      layer: module.layer,
      id: String(id),
      buildMeta: module.buildMeta ?? {},
      ...(Array.isArray(provided) && { exports: provided }),
    })
  }
  const runtime = [...compilation.chunks].flatMap((chunk) =>
    [...chunkGraph.getChunkRuntimeModulesIterable(chunk)].map(({ name }) => name),
  )
  return { modules, runtime }
}

function ownClientModules(
  server: Compilation,
  browser: Compilation,
  framework: FrameworkFiles,
): PrebuiltClientModule[] {
  const idOf = (compilation: Compilation, layer: string | null, resource: string) => {
    for (const module of compilation.modules) {
      if (module.layer === layer && resourceOf(module) === resource) return compilation.chunkGraph.getModuleId(module)
    }
    return null
  }
  const { fileName } = prebuiltContext(framework)
  return clientFiles(server).map((resource) => {
    const serverId = idOf(server, 'ssr', resource)
    const browserId = idOf(browser, null, resource)
    if (serverId === null || browserId === null) throw new Error(`${resource} is not in both worlds.`)
    return { key: fileName(resource), serverId: String(serverId), browserId: String(browserId) }
  })
}

/** Another process may have been faster. */
function publish(draft: string, folder: string): void {
  try {
    renameSync(draft, folder)
  } catch {
    rmSync(draft, { recursive: true, force: true })
  }
  const parent = dirname(folder)
  for (const name of readdirSync(parent)) {
    const path = join(parent, name)
    // Undefined: another process has moved it.
    const facts = statSync(path, { throwIfNoEntry: false })
    const isOld = facts !== undefined && name !== basename(folder) && Date.now() - facts.mtimeMs > KEEP_OLD
    if (isOld) rmSync(path, { recursive: true, force: true })
  }
}
