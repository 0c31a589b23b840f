/**
 * Loaders that the version of the cache names are no build dependencies: webpack would look up every module that they
 * consist of, in each cold build, which takes longer than to compile a small app.
 */
import { sep } from 'node:path'
import type { WebpackPluginInstance } from 'webpack'
import { findPackage } from '../copy-packages.ts'
import type { FrameworkFiles } from '../framework-files.ts'
import { TOOLS } from './compiler-stamp.ts'

export function knownCompilers({ packageDir, dist }: FrameworkFiles): WebpackPluginInstance {
  return {
    apply({ hooks }) {
      const folders = [dist, ...TOOLS.flatMap((name) => findPackage(packageDir, name) ?? [])]
      hooks.afterCompile.tap('FerryKnownCompilers', ({ buildDependencies }) => {
        for (const file of [...buildDependencies]) {
          if (folders.some((folder) => file.startsWith(folder + sep))) buildDependencies.delete(file)
        }
      })
    },
  }
}
