/** The importers of a module, from the app's first file to the module: the way to a mistake. */
import type { Compilation, Module } from 'webpack'
import type { BuildContext } from '../build-context.ts'
import { isFrameworkFile } from '../framework-files.ts'
import { resourceOf, rootModule } from './module-facts.ts'

/** Ferry's own files and what the build made are left out. */
export function importChain(compilation: Compilation, module: Module, { fileName, framework }: BuildContext): string[] {
  const chain: string[] = []
  const seen = new Set<Module>()
  for (let at: Module | null | undefined = module; at && !seen.has(at); at = compilation.moduleGraph.getIssuer(at)) {
    seen.add(at)
    const resource = resourceOf(rootModule(at))
    if (!resource || isFrameworkFile(framework, resource)) continue
    const file = fileName(resource)
    // A style sheet is several modules.
    if (chain[0] !== file) chain.unshift(file)
  }
  return chain
}
