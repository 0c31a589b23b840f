/** The .env files of an app: which there are, what they say, and how they become the environment. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'dotenv'
import { envFileUnreadable } from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import type { Mode } from './define-config.ts'

export interface EnvFiles {
  /** Absolute paths, strongest first, whether they exist or not. */
  readonly files: readonly string[]
  /** Variables the files add; none that the environment had already. */
  readonly added: Readonly<Record<string, string>>
}

/**
 * Reads `.env.[mode].local`, `.env.local`, `.env.[mode]` and `.env`: the first file that names a variable wins, and the
 * environment wins over all of them. `$NAME`, `${NAME}` and `${NAME:-default}` are filled in; a name that nothing
 * defines stays as written, so a password may hold a `$`. `\$` is a plain dollar sign.
 */
export function readEnvFiles(root: string, mode: Mode, environment: NodeJS.ProcessEnv): EnvFiles {
  const files = [`.env.${mode}.local`, '.env.local', `.env.${mode}`, '.env'].map((name) => join(root, name))
  const written: Record<string, string> = {}
  for (const file of files) {
    for (const [name, value] of Object.entries(readEnvFile(file))) written[name] ??= value
  }
  const added: Record<string, string> = {}
  for (const name of Object.keys(written)) {
    if (environment[name] === undefined) added[name] = fillIn(name, written, environment, [])
  }
  return { files, added }
}

/** Brings the variables into `environment`; those that an earlier load had added and that are gone now are removed. */
export function applyEnv(
  environment: NodeJS.ProcessEnv,
  added: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>> = {},
): void {
  for (const name of Object.keys(before)) delete environment[name]
  Object.assign(environment, added)
}

function readEnvFile(file: string): Record<string, string> {
  try {
    return parse(readFileSync(file))
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') return {}
    throw new FerryError(envFileUnreadable, 'The file is there but cannot be read.', { place: { file }, cause })
  }
}

function fillIn(
  name: string,
  written: Readonly<Record<string, string>>,
  environment: NodeJS.ProcessEnv,
  within: readonly string[],
): string {
  const value = environment[name] ?? written[name] ?? ''
  if (environment[name] !== undefined) return value
  const inner = [...within, name]
  const reference = /\\\$|\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}|\$([A-Za-z_]\w*)/g
  return value.replace(reference, (whole, braced?: string, fallback?: string, bare?: string) => {
    const other = braced ?? bare
    if (other === undefined) return '$'
    const known = environment[other] !== undefined || written[other] !== undefined
    if (known && !inner.includes(other)) return fillIn(other, written, environment, inner)
    return fallback ?? whole
  })
}
