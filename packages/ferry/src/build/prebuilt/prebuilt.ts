/**
 * The prebuilt runtime of `ferry dev`: React and Ferry's own modules, compiled once for each world and not again for every
 * app. An app's own compilations refer to its modules by id.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FrameworkFiles } from '../framework-files.ts'
import { buildPrebuilt } from './build-prebuilt.ts'
import type { PrebuiltFacts } from './facts.ts'
import { currentStamp } from './stamp.ts'

export interface Prebuilt {
  /** Names the state of its sources. */
  readonly stamp: string
  /** Absolute; CommonJS. */
  readonly serverFile: string
  /** Absolute. */
  readonly browserFile: string
  readonly facts: PrebuiltFacts
}

const FACTS = 'prebuilt.json'

/** Compiled when it is not there or is of other sources: in a published package it is there. */
export async function loadPrebuilt(framework: FrameworkFiles): Promise<Prebuilt> {
  const stamp = currentStamp(framework)
  const folder = join(framework.dist, 'prebuilt', stamp)
  if (!existsSync(join(folder, FACTS))) await buildPrebuilt(framework, folder, FACTS)
  const facts = JSON.parse(readFileSync(join(folder, FACTS), 'utf8')) as PrebuiltFacts
  return { stamp, serverFile: join(folder, 'server.cjs'), browserFile: join(folder, 'browser.js'), facts }
}
