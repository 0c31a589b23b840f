/** A name that npm accepts, from any folder name. */
import { builtinModules } from 'node:module'
import { basename } from 'node:path'

/**
 * `/home/ada/Mein Café` becomes `mein-cafe`.
 *
 * @param folder Absolute.
 * @param dependencies A package cannot depend on one of its own name.
 */
export function packageNameFrom(folder: string, dependencies: readonly string[]): string {
  const name = basename(folder)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '')
    .slice(0, LONGEST)
    .replace(/[._-]+$/, '')
  if (name === '') return 'my-app'
  return isTaken(name, dependencies) ? `${name}-app` : name
}

/** npm allows 214; this leaves room for an ending. */
const LONGEST = 200

function isTaken(name: string, dependencies: readonly string[]): boolean {
  return [...builtinModules, ...dependencies, 'node_modules', 'favicon.ico'].includes(name)
}
