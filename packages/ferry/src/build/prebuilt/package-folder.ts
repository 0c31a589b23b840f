/** Where a package that Ferry depends on is installed: the path differs from machine to machine. */
import { realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FrameworkFiles } from '../framework-files.ts'

/** Real path; `ferry` is Ferry itself. */
export function packageFolder({ packageDir }: FrameworkFiles, name: string): string {
  if (name === 'ferry') return packageDir
  const require = createRequire(join(packageDir, 'package.json'))
  return realpathSync(dirname(require.resolve(`${name}/package.json`)))
}
