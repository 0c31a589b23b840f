/** The entries of the history that belong to this document: a key for each, and how far they are from each other. */
import { addressOf } from './view.ts'

export type HistoryChange = 'push' | 'replace' | 'traverse'

export interface HistoryEntries {
  /** Of the entry whose page is in place. */
  key(): string
  /** What is to be done when the page of an entry is in place. */
  entering(change: HistoryChange, address: string): () => void
  /** Leaves the entry, changes its address. */
  amend(address: string): void
  /** The user went back or forward; the address has changed already. `steps` is 0 when it is not known how far. */
  onTraverse(tell: (key: string, steps: number) => void): void
  /** Goes there without anybody being told. */
  goSilently(steps: number): void
  /** The app calls pushState or replaceState itself, and the address becomes another. Told before the entry is left. */
  onOwnChange(tell: (address: string) => void): void
}

interface Entry {
  readonly key: string
  /** Grows with each entry. */
  readonly at: number
}

export function createHistoryEntries(): HistoryEntries {
  const pushState = history.pushState.bind(history)
  const replaceState = history.replaceState.bind(history)
  let current = entryOfState(0)
  let silent = 0
  let tellOwnChange: (address: string) => void = () => {}

  /** Entries that something else made (a link to a hash) get a key when they are first seen. */
  function entryOfState(otherwiseAt: number): Entry {
    const { ferry, at } = (history.state ?? {}) as { ferry?: unknown; at?: unknown }
    if (typeof ferry === 'string' && typeof at === 'number') return { key: ferry, at }
    const entry = { key: newKey(), at: otherwiseAt }
    if (canHoldEntry(history.state)) replaceState(stateOf(entry, history.state), '')
    return entry
  }

  function next(change: 'push' | 'replace'): Entry {
    return { key: newKey(), at: current.at + (change === 'push' ? 1 : 0) }
  }

  function change(to: Entry, kind: 'push' | 'replace', state: unknown, address?: string | URL | null): void {
    const apply = kind === 'push' ? pushState : replaceState
    apply(canHoldEntry(state) ? stateOf(to, state) : state, '', address)
    current = to
  }

  function takeOver(kind: 'push' | 'replace'): History['pushState'] {
    return (state, _, address) => {
      const url = new URL(address ?? location.href, document.baseURI)
      const isOther = url.origin === location.origin && addressOf(url) !== addressOf(location)
      if (isOther) tellOwnChange(addressOf(url))
      change(kind === 'push' ? next(kind) : current, kind, state, address)
    }
  }
  history.pushState = takeOver('push')
  history.replaceState = takeOver('replace')

  return {
    key: () => current.key,
    entering(kind, address) {
      if (kind === 'traverse') {
        const entry = entryOfState(current.at + 1)
        return () => {
          current = entry
        }
      }
      return () => change(next(kind), kind, null, address)
    },
    amend: (address) => change(current, 'replace', history.state, address),
    onTraverse(tell) {
      addEventListener('popstate', () => {
        const entry = entryOfState(current.at + 1)
        if (silent > 0) silent--
        else tell(entry.key, entry.at - current.at)
      })
    },
    goSilently(steps) {
      silent++
      history.go(steps)
    },
    onOwnChange(tell) {
      tellOwnChange = tell
    },
  }
}

function stateOf({ key, at }: Entry, state: unknown): object {
  return { ...(state as object | null), ferry: key, at }
}

/** What is no object has no room for more. */
function canHoldEntry(state: unknown): boolean {
  return state === undefined || state === null || (typeof state === 'object' && !Array.isArray(state))
}

function newKey(): string {
  return Math.random().toString(36).slice(2)
}
