/** Finds, runs and checks ferry.config, reads the .env files, and fills in what was left out. */
import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { configLoad } from '../errors/catalogue.ts'
import { FerryError, isFerryError } from '../errors/ferry-error.ts'
import { checkConfig } from './check-config.ts'
import type { Config, Mode } from './define-config.ts'
import { applyEnv, readEnvFiles } from './env-files.ts'
import { resolveConfig } from './resolve-config.ts'
import type { ResolvedConfig } from './resolved-config.ts'

/**
 * Loads the configuration of the app in `root`. `.env` files reach `process.env` before ferry.config runs. Give it the
 * configuration of an earlier load, and variables taken out of a file since then are gone.
 */
export async function loadConfig(root: string, mode: Mode, before?: ResolvedConfig): Promise<ResolvedConfig> {
  const env = readEnvFiles(root, mode, without(process.env, before?.fileEnv))
  applyEnv(process.env, env.added, before?.fileEnv)
  const configFile = findConfigFile(root)
  const written = configFile === null ? {} : await runConfigFile(configFile, mode)
  return resolveConfig(written, { root, mode, configFile, env })
}

function without(environment: NodeJS.ProcessEnv, names: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !Object.hasOwn(names, name)))
}

/** `ferry.config.ts`, `.mts`, `.js` or `.mjs`: the first that exists. */
export function findConfigFile(root: string): string | null {
  const names = ['ts', 'mts', 'js', 'mjs'].map((extension) => join(root, `ferry.config.${extension}`))
  return names.find((name) => existsSync(name)) ?? null
}

async function runConfigFile(file: string, mode: Mode): Promise<Config> {
  const source = readFileSync(file, 'utf8')
  try {
    const exported: unknown = await importFresh(file)
    const value: unknown = typeof exported === 'function' ? await exported({ mode }) : exported
    return checkConfig(value, { file, source })
  } catch (cause) {
    if (isFerryError(cause)) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new FerryError(configLoad, reason, { place: { file, source }, cause })
  }
}

/** A new instance each time: what ferry.config imports may have changed since the last one. */
async function importFresh(file: string): Promise<unknown> {
  // Where there is no ferry.config, nobody waits for what reads one.
  const { createJiti } = await import('jiti')
  const here = fileURLToPath(import.meta.url)
  const door = join(here, '..', '..', `config${extname(here)}`)
  const jiti = createJiti(import.meta.url, { moduleCache: false, fsCache: false, alias: { 'ferry/config': door } })
  return jiti.import(file, { default: true })
}
