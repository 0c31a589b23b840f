/** The kept pages of an app, as its store and its keys have it. */
import type { BuiltPages, Log } from '../../protocol/incoming.ts'
import type { AppStore } from '../app-store.ts'
import { sealingKeys } from '../rsc/sealing-keys.ts'
import { createCopiesElsewhere } from './copies-elsewhere.ts'
import { KeptPages } from './kept-pages.ts'

export interface KeptPagesParts {
  readonly build: string
  readonly log: Log
  readonly appStore: AppStore
  readonly builtPages: BuiltPages | null
  keepAlive(work: Promise<unknown>): void
}

/** Call it when the keys are installed. */
export function createKeptPages({ build, log, appStore, builtPages, keepAlive }: KeptPagesParts): KeptPages {
  const seals = sealingKeys().map(({ hint }) => hint.toString('hex'))
  const elsewhere = createCopiesElsewhere({
    build,
    store: appStore.shared ? appStore.store : null,
    builtPages,
    seal: seals[0] ?? '',
    canOpen: (seal) => seals.includes(seal),
    log,
  })
  return new KeptPages({ log, elsewhere, keepAlive })
}
