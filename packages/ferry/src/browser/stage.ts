/** The page of this tab: the one in place, the one that React is about to show, and what may replace it. */
import { startTransition } from 'react'
import type { PagePayload } from '../protocol/payload.ts'
import { addressOfPage, type View } from './view.ts'

export interface Stage {
  readonly first: View
  /** The root says how a view is shown, and when one is in place. */
  connect(show: (view: View) => void): void
  shown(view: View): void
  /** In place. */
  readonly current: PagePayload
  /** Handed to React last. Differs from `current` while React waits for parts of it. */
  readonly latest: PagePayload
  /** Path and query of `latest`. */
  readonly address: string
  /** Grows each time the user goes somewhere: what began before must not take them elsewhere. */
  intent: number
  /** The user has typed something into this page. */
  readonly touched: boolean
  /** `urgent`: without a transition. React holds every transition until all running Actions are over. */
  commit(view: View, options?: { readonly urgent?: boolean; readonly settled?: () => void }): void
  /** A newer payload of the page at `address`. Older ones and those of other pages are dropped. */
  offer(page: PagePayload, address: string): void
}

export function createStage(page: PagePayload): Stage {
  const first: View = { page }
  let show: (view: View) => void = () => {}
  let inPlace = first
  let latest = first
  let touched = false
  // Not a comparison with default values: a controlled field always equals its own.
  addEventListener('input', () => (touched = true), true)

  const stage: Stage = {
    first,
    intent: 0,
    connect(next) {
      show = next
    },
    shown(view) {
      if (addressOfPage(view.page) !== addressOfPage(inPlace.page)) touched = false
      inPlace = view
      view.arrived?.()
    },
    get current() {
      return inPlace.page
    },
    get latest() {
      return latest.page
    },
    get address() {
      return addressOfPage(latest.page)
    },
    get touched() {
      return touched
    },
    commit(view, { urgent, settled } = {}) {
      latest = view
      const update = () => {
        show(view)
        settled?.()
      }
      if (urgent) update()
      else startTransition(update)
    },
    offer(page, address) {
      if (address !== stage.address || page.version <= latest.page.version) return
      const own = addressOfPage(page)
      const moved = () => history.replaceState(history.state, '', own)
      // What the view in waiting would have done is still to be done.
      const waiting = latest === inPlace ? undefined : latest.arrived
      stage.commit({ page, arrived: waiting ?? (own === address ? undefined : moved) })
    },
  }
  return stage
}
