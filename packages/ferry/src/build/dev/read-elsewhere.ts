/** Whether an edited file is part of more than its own module: a style sheet may be made of the classes that scripts name. */
import type { Compilation } from 'webpack'
import { resourceOf } from '../webpack/module-facts.ts'

export function isReadElsewhere(compilation: Compilation, changed: ReadonlySet<string>): boolean {
  for (const module of compilation.modules) {
    const resource = resourceOf(module)
    if (resource === null || changed.has(resource)) continue
    const { snapshot, fileDependencies = [], contextDependencies = [] } = (module.buildInfo ?? {}) as MadeOf
    for (const file of snapshot?.getFileIterable() ?? fileDependencies) if (changed.has(file)) return true
    for (const folder of snapshot?.getContextIterable() ?? contextDependencies) {
      if ([...changed].some((file) => file.startsWith(folder))) return true
    }
  }
  return false
}

/** The part of webpack's facts of a module that is used here: what it was made of is in a snapshot, if it can be kept. */
interface MadeOf {
  readonly snapshot?: { getFileIterable(): Iterable<string>; getContextIterable(): Iterable<string> } | null
  readonly fileDependencies?: Iterable<string>
  readonly contextDependencies?: Iterable<string>
}
