/** The importers of any module, from a route file on: through server code, then through client modules. */
import type { Compilation, Module } from 'webpack'
import type { BuildContext } from '../build-context.ts'
import type { ServerGraph } from '../server-graph.ts'
import { importChain } from './import-chain.ts'

export function fullChain(
  compilation: Compilation,
  module: Module,
  context: BuildContext,
  server: ServerGraph,
): string[] {
  const chain = importChain(compilation, module, context)
  const client = module.layer === 'rsc' ? undefined : server.clientModules.find(({ key }) => key === chain[0])
  return client ? [...client.chain.slice(0, -1), ...chain] : chain
}
