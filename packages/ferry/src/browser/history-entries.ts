/** The entries of the history that belong to this document: a key for each, and where the window stood in it. */
import { createScrollPositions } from './scroll-positions.ts'

export interface HistoryEntries {
  /** Of the entry whose page is in place. */
  key(): string
  /**
   * What is to be done when the page of an entry is in place.
   *
   * @param start hash to scroll to (empty: the top); false leaves the window where it is
   */
  entering(history: 'push' | 'replace' | 'traverse', address: string, start: string | false): () => void
  /** The user went back or forward; the address has changed already. */
  onTraverse(tell: (key: string) => void): void
}

export function createHistoryEntries(): HistoryEntries {
  let current = keyOfEntry()
  const positions = createScrollPositions(() => current)
  return {
    key: () => current,
    entering(change, address, start) {
      const key = change === 'traverse' ? keyOfEntry() : newKey()
      return () => {
        current = key
        if (change === 'push') history.pushState({ ferry: key }, '', address)
        if (change === 'replace') history.replaceState({ ferry: key }, '', address)
        if (change === 'traverse') positions.restore(key)
        else if (start !== false) scrollToStart(start)
      }
    },
    onTraverse(tell) {
      addEventListener('popstate', () => tell(keyOfEntry()))
    },
  }
}

/** Entries that something else made (a link to a hash) get a key when they are first seen. */
function keyOfEntry(): string {
  const known = (history.state as { ferry?: unknown } | null)?.ferry
  if (typeof known === 'string') return known
  const key = newKey()
  history.replaceState({ ...history.state, ferry: key }, '')
  return key
}

function newKey(): string {
  return Math.random().toString(36).slice(2)
}

function scrollToStart(hash: string): void {
  const name = decodeURIComponent(hash.slice(1))
  const target = name && (document.getElementById(name) ?? document.getElementsByName(name)[0])
  if (target) target.scrollIntoView()
  else scrollTo({ left: 0, top: 0, behavior: 'instant' })
}
