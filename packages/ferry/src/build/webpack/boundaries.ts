/** The two boundaries of a module graph: code that must stay on the server, code that must stay out of Server Components. */
import type { Compilation, Module } from 'webpack'
import { clientOnlyInServer, serverOnlyInClient } from '../../errors/catalogue.ts'
import { type ErrorEntry, FerryError } from '../../errors/ferry-error.ts'
import type { BuildContext } from '../build-context.ts'
import { isFrameworkFile } from '../framework-files.ts'
import type { ServerGraph } from '../server-graph.ts'
import { fullChain } from './full-chain.ts'
import { importerOf, resourceOf, worldOf } from './module-facts.ts'
import { originalPlace } from './original-place.ts'

/** One error for each file that crosses a boundary, with its importers. */
export function boundaryErrors(compilation: Compilation, context: BuildContext, server: ServerGraph): FerryError[] {
  const errors: FerryError[] = []
  for (const module of compilation.modules) {
    const entry = forbidden(module, context)
    if (!entry) continue
    const importers = new Set<Module>()
    for (const connection of compilation.moduleGraph.getIncomingConnections(module)) {
      const importer = importerOf(connection, compilation)
      if (!importer || importers.has(importer) || isFrameworkFile(context.framework, resourceOf(importer) ?? ''))
        continue
      importers.add(importer)
      const place = originalPlace(context, importer, connection.dependency?.loc)
      const name = nameOf(module, context)
      const message =
        entry === serverOnlyInClient
          ? `${place?.file ?? 'A module'} imports '${name}', and a client module reaches it.`
          : `${place?.file ?? 'A module'} imports '${name}', and is not part of a client module.`
      const chain = [...fullChain(compilation, importer, context, server), name]
      errors.push(new FerryError(entry, message, { chain, ...(place && { place }) }))
    }
  }
  return errors
}

function forbidden(module: Module, { framework }: BuildContext): ErrorEntry | null {
  const resource = resourceOf(module)
  if (!resource) return null
  const isServer = worldOf(module) === 'rsc'
  if (isServer) return resource === framework.clientOnly ? clientOnlyInServer : null
  const isServerOnly = resource === framework.serverOnly || framework.serverDoors.includes(resource)
  return isServerOnly ? serverOnlyInClient : null
}

/** As the user imports it. */
function nameOf(module: Module, { framework }: BuildContext): string {
  const resource = resourceOf(module)
  if (resource === framework.serverOnly) return 'server-only'
  if (resource === framework.clientOnly) return 'client-only'
  return `ferry/${/([^/\\]+)\.js$/.exec(resource ?? '')?.[1] ?? ''}`
}
