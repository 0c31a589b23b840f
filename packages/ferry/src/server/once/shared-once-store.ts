/** The once-store of several processes: claims and records in the store that they share. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Store } from '../../protocol/store.ts'
import type { OnceStore, Reservation } from './once-store.ts'

export interface Patience {
  /** ms between two looks at a submission that runs elsewhere, at first; each one is half as long again. */
  readonly first: number
  readonly longest: number
  /** ms in all, after which the caller is told to come back. */
  readonly most: number
}

const PATIENCE: Patience = { first: 25, longest: 1_000, most: 60_000 }

/** A claim; a record is JSON and begins with a brace. */
const RUNNING = 'running'

export function createSharedOnceStore(store: Store, patience: Patience = PATIENCE): OnceStore {
  const nameOf = (key: string) => `ferry:once:${key}`

  return {
    async reserve(key, window): Promise<Reservation> {
      const name = nameOf(key)
      if (await store.add(name, RUNNING, window)) return { state: 'run' }
      const found = await waitForRecord(store, name, patience)
      if (found === RUNNING) return { state: 'running' }
      // Released, or over, since it could not be added: the caller claims it again.
      return found === null ? { state: 'running', settled: Promise.resolve(null) } : { state: 'replay', record: found }
    },
    commit: (key, record, window) => store.set(nameOf(key), record, window),
    release: (key) => store.delete(nameOf(key)),
  }
}

/** What stands under the name once it is no claim any more; the claim itself when patience ends first. */
async function waitForRecord(store: Store, name: string, { first, longest, most }: Patience): Promise<string | null> {
  const end = Date.now() + most
  for (let pause = first; ; pause = Math.min(longest, pause * 1.5)) {
    const found = await store.get(name)
    if (found !== RUNNING || Date.now() >= end) return found
    await delay(pause)
  }
}
