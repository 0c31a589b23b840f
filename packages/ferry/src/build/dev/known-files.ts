/**
 * What a compiler has seen on disk stays known from one run to the next. webpack itself would look at every file again;
 * here the watch says which ones have changed.
 */
import { sep } from 'node:path'
import type { Compilation, Compiler } from 'webpack'
import type { BuildContext } from '../build-context.ts'

export interface KnownFiles {
  /**
   * Before a run, and whenever something has changed since.
   *
   * @param changed absolute paths; null: anything may have changed
   */
  forget(changed: ReadonlySet<string> | null): void
}

/** A package is what it was until something else says so: package.json, a file with settings, or a build that has failed. */
const PACKAGES = `${sep}node_modules${sep}`

export function keepKnownFiles(
  compiler: Compiler,
  { root, framework }: Pick<BuildContext, 'root' | 'framework'>,
): KnownFiles {
  const { inputFileSystem } = compiler
  const purge = inputFileSystem?.purge?.bind(inputFileSystem)
  /** null: everything. */
  let stale: Set<string> | null = null
  let last: Compilation | null = null
  // Nobody watches them.
  const isOutside = (file: string) =>
    !file.startsWith(root + sep) && !file.startsWith(framework.packageDir + sep) && !file.includes(PACKAGES)

  if (inputFileSystem && purge) {
    // Called without parameters before each run.
    inputFileSystem.purge = (files, options) => {
      if (files !== undefined) return purge(files, options)
      if (stale === null) purge()
      else {
        purge([...stale])
        if (last) purge(readBy(last).filter(isOutside), { exact: true })
      }
      stale = new Set()
    }
    compiler.hooks.done.tap('FerryKnownFiles', ({ compilation }) => {
      last = compilation
    })
  }
  return {
    forget(changed) {
      if (changed === null) stale = null
      else for (const file of changed) stale?.add(file)
    },
  }
}

function readBy({ fileDependencies, missingDependencies, contextDependencies }: Compilation): string[] {
  return [...fileDependencies, ...missingDependencies, ...contextDependencies]
}
