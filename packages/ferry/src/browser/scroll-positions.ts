/**
 * Where the window and what scrolls inside it stood in each entry of the history. Kept over reloads; between documents
 * the browser restores the window by itself, and nothing else.
 */
import { elementAt, placeOf } from './element-place.ts'

export interface ScrollPositions {
  /** Puts everything where it was, as far as that is known; what is not there yet, as soon as it is. */
  restore(key: string): void
}

type Position = readonly [x: number, y: number]
/** '' is the window, everything else the place of an element. */
type Positions = Map<string, Position>

const STORED = 'ferry:scroll'
/** The newest are kept. */
const LIMIT = 100
const PATIENCE = 5000

export function createScrollPositions(current: () => string): ScrollPositions {
  const entries = stored()
  let stopWaiting: (() => void) | undefined

  function positionsOf(key: string): Positions {
    const known = entries.get(key)
    if (known) return known
    const made: Positions = new Map()
    entries.set(key, made)
    return made
  }

  // All the time, because when a new page is in place the old position is gone already.
  function note({ target }: Pick<Event, 'target'>): void {
    const positions = positionsOf(current())
    if (target === document) positions.set('', [scrollX, scrollY])
    else if (target instanceof Element) positions.set(placeOf(target), [target.scrollLeft, target.scrollTop])
  }

  function restore(wanted: Positions): void {
    stopWaiting?.()
    const missing = () => [...wanted].filter(([place, position]) => !scrollPlaceTo(place, position))
    if (missing().length > 0) stopWaiting = whileUntouched(() => missing().length === 0)
  }

  const before = entries.get(current())
  if (before) restore(new Map([...before].filter(([place]) => place !== '')))
  note({ target: document })
  addEventListener('scroll', note, { passive: true, capture: true })
  history.scrollRestoration = 'manual'
  addEventListener('pageshow', () => {
    history.scrollRestoration = 'manual'
  })
  addEventListener('pagehide', () => {
    history.scrollRestoration = 'auto'
    store(entries)
  })
  // A copy: what is scrolled on the way there is noted as well.
  return { restore: (key) => restore(new Map(entries.get(key))) }
}

/** False when the place is not there, or not large enough yet. */
function scrollPlaceTo(place: string, [left, top]: Position): boolean {
  const element = place === '' ? document.scrollingElement : elementAt(place)
  if (!element) return false
  element.scrollTo({ left, top, behavior: 'instant' })
  return Math.abs(element.scrollTop - top) <= 1 && Math.abs(element.scrollLeft - left) <= 1
}

/** Tries again whenever the page changes, until it is done or the user scrolls. */
function whileUntouched(isDone: () => boolean): () => void {
  const inputs = ['wheel', 'touchmove', 'pointerdown', 'keydown']
  const observer = new MutationObserver(() => isDone() && stop())
  const timer = setTimeout(stop, PATIENCE)
  for (const input of inputs) addEventListener(input, stop, { passive: true, capture: true })
  observer.observe(document, { childList: true, subtree: true })
  function stop(): void {
    clearTimeout(timer)
    observer.disconnect()
    for (const input of inputs) removeEventListener(input, stop, true)
  }
  return stop
}

function store(entries: ReadonlyMap<string, Positions>): void {
  try {
    const newest = [...entries].slice(-LIMIT).map(([key, positions]) => [key, [...positions]])
    sessionStorage.setItem(STORED, JSON.stringify(newest))
  } catch {
    // No storage: positions are lost with this document.
  }
}

function stored(): Map<string, Positions> {
  try {
    const entries = JSON.parse(sessionStorage.getItem(STORED) ?? '[]') as [string, [string, Position][]][]
    return new Map(entries.map(([key, positions]) => [key, new Map(positions)]))
  } catch {
    return new Map()
  }
}
