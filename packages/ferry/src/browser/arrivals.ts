/** What follows when a page is in place: scroll positions, focus, and word to those who do not see it. */
import type { PagePayload } from '../protocol/payload.ts'
import { createAnnouncer } from './announcer.ts'
import { hashTarget, moveFocusTo, moveFocusToStart, scrollToStart } from './arrival.ts'
import type { HistoryEntries } from './history-entries.ts'
import { createScrollPositions } from './scroll-positions.ts'
import { keepOneViewport } from './usual-viewport.ts'

export interface Arrival {
  readonly page: PagePayload
  /** The page before. */
  readonly left: PagePayload
  /** The user went back or forward. */
  readonly traverse: boolean
  /** false leaves everything where it is, the focus too. */
  readonly scroll?: boolean | undefined
  readonly hash: string
}

export interface Arrivals {
  /** Called when the page is handed to React; what it returns, when it is in place and its entry the current one. */
  prepare(arrival: Arrival): () => void
}

export function createArrivals(entries: HistoryEntries): Arrivals {
  const positions = createScrollPositions(entries.key)
  const announcer = createAnnouncer()
  return {
    prepare({ page, left, traverse, scroll, hash }) {
      const focused = document.activeElement
      const isNewPath = pathOf(page) !== pathOf(left)
      return () => {
        keepOneViewport()
        const target = hash === '' ? null : hashTarget(hash)
        if (traverse) positions.restore(entries.key())
        else if (scroll !== false) {
          if (target) target.scrollIntoView()
          else scrollToStart()
          if (target) moveFocusTo(target)
          // Before an intercepted page nothing has changed; what opens there takes the focus itself.
          else if (isNewPath && page.from === undefined) moveFocusToStart(focused)
        }
        announcer.announce(isNewPath)
      }
    },
  }
}

function pathOf({ url }: PagePayload): string {
  return url.split('?', 1)[0] as string
}
