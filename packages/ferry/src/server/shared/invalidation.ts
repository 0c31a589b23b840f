/** Tags that are old: here at once, and through the store in every other process of the app. */
import type { Log } from '../../protocol/incoming.ts'
import type { Store } from '../../protocol/store.ts'
import { dataCache } from './data-cache.ts'
import { isTagOfPath } from './path-tags.ts'
import { findRequest } from './request-context.ts'

/** `expire`: read once more while it is fetched anew; `forget`: the next reader waits. Names of the data cache's methods. */
export type InvalidationKind = 'expire' | 'forget'

const TOPIC = 'ferry:invalidate'

type Listener = (kind: InvalidationKind, tag: string) => void

/** What is kept in this process under tags. */
const listeners = new Set<Listener>([
  (kind, tag) => {
    if (!isTagOfPath(tag)) dataCache[kind](tag)
  },
])

/** From now on the listener is told what is old, whoever said so. */
export function onInvalidation(listener: Listener): void {
  listeners.add(listener)
}

function tell(kind: InvalidationKind, tag: string): void {
  for (const listener of listeners) listener(kind, tag)
}

let announce: ((kind: InvalidationKind, tag: string) => Promise<void>) | null = null

export function invalidate(kind: InvalidationKind, tag: string): void {
  tell(kind, tag)
  const told = announce?.(kind, tag)
  if (told !== undefined) findRequest()?.announcements.push(told)
}

/**
 * From now on this process tells the others, and hears them. Called once, when the app starts and its store is shared.
 *
 * @param mark leaves word for processes that start later; null: nothing outlives them
 */
export async function shareInvalidations(
  store: Store,
  log: Log,
  mark: ((tag: string) => Promise<void>) | null,
): Promise<void> {
  const own = crypto.randomUUID()
  await store.subscribe(TOPIC, (text) => {
    const message = readMessage(text)
    if (message !== null && message.from !== own) tell(message.kind, message.tag)
  })
  announce = async (kind, tag) => {
    try {
      await mark?.(tag)
      await store.publish(TOPIC, JSON.stringify({ from: own, kind, tag } satisfies Message))
    } catch (error) {
      log('error', 'The other processes could not be told that a tag is old.', { tag, error })
    }
  }
}

/** ms that an answer waits for the others to be told. */
const PATIENCE = 1_000

/** Resolves when the other processes have been told what this request made old: the next request may reach one of them. */
export async function announced(announcements: readonly Promise<void>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE)
  })
  await Promise.race([Promise.all(announcements), late])
  clearTimeout(timer)
}

interface Message {
  readonly from: string
  readonly kind: InvalidationKind
  readonly tag: string
}

/** What others wrote into the store is read with care: an older build may write something else. */
function readMessage(text: string): Message | null {
  try {
    const { from, kind, tag } = JSON.parse(text) as Partial<Record<keyof Message, unknown>>
    const isMessage = typeof from === 'string' && typeof tag === 'string' && (kind === 'expire' || kind === 'forget')
    return isMessage ? { from, kind, tag } : null
  } catch {
    return null
  }
}
