/** The folder a command works on. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { noApp } from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import type { CommandInput } from './command.ts'

/** The folder given as argument, else the working directory. Throws when no app is in it. */
export function appRoot({ positionals }: CommandInput): string {
  const root = resolve(positionals[0] ?? '.')
  if (!existsSync(join(root, 'app')) && !existsSync(join(root, 'src', 'app'))) {
    throw new FerryError(noApp, `${root} has neither app/ nor src/app/.`)
  }
  return root
}
