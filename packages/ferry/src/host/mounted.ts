/** A built app inside somebody else's Node server: no port, no process of its own. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { applyEnv, readEnvFiles } from '../config/env-files.ts'
import { createAppListener } from './host.ts'
import type { Listener } from './listener.ts'
import { loadApp, readManifest } from './load-bundle.ts'
import { createLog } from './log.ts'
import { readSourcePlaces } from './source-places.ts'

export interface Mounted {
  readonly listener: Listener
  /** Refuses new calls and resolves when all work after answers is done. */
  close(): Promise<void>
}

/** @param dir folder of the app, or what `ferry build` wrote, wherever it was copied */
export async function mountBuilt(dir: string): Promise<Mounted> {
  const built = existsSync(join(dir, 'manifest.json')) ? dir : join(dir, 'dist')
  const log = createLog({
    format: process.stdout.isTTY === true ? 'human' : 'json',
    readStack: readSourcePlaces(built),
  })
  applyEnv(process.env, readEnvFiles(dir, 'production', process.env).added)
  const loaded = await loadApp(built, readManifest(built), { mode: 'production', log })
  const listener = await createAppListener(loaded, { dir: built, mode: 'production', log })
  return {
    listener,
    close: async () => {
      loaded.app.drain()
      await loaded.app.idle()
      await loaded.app.close?.()
    },
  }
}
