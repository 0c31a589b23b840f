/** Loads what `ferry build` wrote: the manifest and the server bundle. */
import { readFileSync } from 'node:fs'
import Module from 'node:module'
import { join } from 'node:path'
import { buildBroken, notBuilt } from '../errors/catalogue.ts'
import { FerryError, isFerryError } from '../errors/ferry-error.ts'
import type { App, AppOptions, ServerBundle } from '../protocol/incoming.ts'
import type { Manifest } from '../protocol/manifest.ts'
import { openBuiltPages } from './built-pages.ts'

export interface LoadedApp {
  readonly app: App
  readonly manifest: Manifest
}

/** A bundle that is loaded already, with its manifest. */
export interface BuiltApp {
  readonly bundle: ServerBundle
  readonly manifest: Manifest
}

/** @param built what is loaded already, instead of what is in `dir` */
export async function loadApp(
  dir: string,
  manifest: Manifest,
  options: Omit<AppOptions, 'manifest'>,
  built?: BuiltApp,
): Promise<LoadedApp> {
  const bundle = built?.bundle ?? (await loadBundle(dir))
  const builtPages = built ? undefined : openBuiltPages(dir, options.log)
  const all = { manifest, ...options, ...(builtPages && { builtPages }) }
  const app = await orBroken('The app could not be started', () => bundle.createApp(all))
  return { app, manifest }
}

export function readManifest(dir: string): Manifest {
  const file = join(dir, 'manifest.json')
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new FerryError(notBuilt, `${file} is missing.`, { cause })
  }
  try {
    return JSON.parse(text) as Manifest
  } catch (cause) {
    throw new FerryError(buildBroken, `${file} is not complete.`, { cause })
  }
}

async function loadBundle(dir: string): Promise<ServerBundle> {
  const file = join(dir, 'server', 'index.js')
  // A promise when a module of the app has a top-level await.
  const exported: unknown = await orBroken(`${file} could not be loaded`, async () => Module.createRequire(file)(file))
  if (typeof exported === 'object' && exported !== null && 'createApp' in exported) return exported as ServerBundle
  throw new FerryError(buildBroken, `${file} is not a server bundle.`)
}

async function orBroken<T>(what: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (cause) {
    if (isFerryError(cause)) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new FerryError(buildBroken, `${what}: ${reason}`, { cause })
  }
}
