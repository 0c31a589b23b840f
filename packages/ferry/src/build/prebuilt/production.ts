/**
 * What every app has in production, compiled once and not again for every app: React and Ferry's own modules for the server,
 * and the host. An app's own compilation refers to the modules by id.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FrameworkFiles } from '../framework-files.ts'
import type { PackedAsset } from '../compress-assets.ts'
import { hostFile } from '../webpack/host-config.ts'
import { buildProduction } from './build-production.ts'
import { readPacked, unpackFile } from './packed-files.ts'
import type { ProductionFacts } from './production-facts.ts'
import { productionStamp } from './production-stamp.ts'
import { REACT_FILE } from './react-part.ts'

export interface ProductionRuntime {
  /** Names the state of its sources, and of all packages in it. */
  readonly stamp: string
  readonly folder: string
  readonly facts: ProductionFacts
}

const FACTS = 'production.json'
/** Beside the app's own bundle. */
export const RUNTIME_FILE = 'runtime.js'

/**
 * In a published package it is there. Where a package in it was updated since, it is compiled again, into the app's cache.
 *
 * @param cacheDir of the app; without one, Ferry's own folder is the place
 */
export async function loadProduction(framework: FrameworkFiles, cacheDir?: string): Promise<ProductionRuntime> {
  const stamp = productionStamp(framework)
  const own = join(framework.dist, 'production', stamp)
  const folder = cacheDir === undefined || existsSync(join(own, FACTS)) ? own : join(cacheDir, 'runtime', stamp)
  if (!existsSync(join(folder, FACTS))) await buildProduction(framework, folder, FACTS)
  return { stamp, folder, facts: JSON.parse(readFileSync(join(folder, FACTS), 'utf8')) as ProductionFacts }
}

/** The host, and the runtime beside the app's server bundle. */
export function copyProduction({ folder }: ProductionRuntime, outDir: string, hasExpress: boolean): void {
  mkdirSync(join(outDir, 'server'), { recursive: true })
  unpackFile(join(folder, hostFile(hasExpress)), join(outDir, 'server.js'))
  unpackFile(join(folder, 'server.cjs'), join(outDir, 'server', RUNTIME_FILE))
  unpackFile(join(folder, 'server.cjs.map'), join(outDir, 'server', `${RUNTIME_FILE}.map`))
}

/** React for browsers, minified. */
export function reactAsset({ folder }: ProductionRuntime): PackedAsset {
  return readPacked(join(folder, REACT_FILE))
}
