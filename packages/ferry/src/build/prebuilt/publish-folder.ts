/** Puts a finished folder in its place, and takes away those of other sources. */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Of other sources; another process may still run them. ms */
const KEEP_OLD = 600_000

/** @param write fills the folder that it is given */
export async function publishFolder(folder: string, write: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  try {
    await write(draft)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw error
  }
  try {
    renameSync(draft, folder)
  } catch {
    rmSync(draft, { recursive: true, force: true })
  }
  const parent = dirname(folder)
  for (const name of readdirSync(parent)) {
    const path = join(parent, name)
    // Undefined: another process has moved it.
    const facts = statSync(path, { throwIfNoEntry: false })
    const isOld = facts !== undefined && name !== basename(folder) && Date.now() - facts.mtimeMs > KEEP_OLD
    if (isOld) rmSync(path, { recursive: true, force: true })
  }
}
