/** Which exports of a module other modules use, read from their imports and not from what the build itself keeps alive. */
import type { Compilation, Module } from 'webpack'

/**
 * null: all of them, or in a way nobody can tell.
 *
 * @param counts whether an importer does
 */
export function usedExports(
  compilation: Compilation,
  module: Module,
  counts: (importer: Module) => boolean = () => true,
): readonly string[] | null {
  const used = new Set<string>()
  for (const connection of compilation.moduleGraph.getIncomingConnections(module)) {
    const { originModule, dependency } = connection
    // No origin: an entry, or what the build included by itself.
    if (
      !originModule ||
      originModule === module ||
      !counts(originModule) ||
      !dependency ||
      !connection.isTargetActive(undefined)
    )
      continue
    for (const reference of compilation.getDependencyReferencedExports(dependency, undefined)) {
      const path = Array.isArray(reference) ? reference : reference.name
      const [name] = path
      if (name === undefined) return null
      used.add(name)
    }
  }
  return [...used].sort()
}

/** The same where nothing is kept alive but by use, as in the browser graph: webpack's own answer, inner graph included. */
export function exportsInUse({ moduleGraph }: Compilation, module: Module): readonly string[] | null {
  const used = moduleGraph.getUsedExports(module, undefined)
  if (used === null || used === true) return null
  return used === false ? [] : [...used].sort()
}
