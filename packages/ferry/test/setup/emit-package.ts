/** Emits the package once, before any test runs: what is built into an app is the emitted package, not its sources. */
import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export function setup(): Promise<void> {
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
  const project = fileURLToPath(new URL('../../tsconfig.build.json', import.meta.url))
  // Files are written whatever their types are; what is wrong with those is for the type check to say.
  return new Promise((resolve) => execFile(process.execPath, [compiler, '-p', project], () => resolve()))
}
