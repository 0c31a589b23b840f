/** Where the window stood in each entry of the history. Kept over reloads; between documents the browser restores by itself. */

export interface ScrollPositions {
  /** Puts the window where it was, if that is known. */
  restore(key: string): void
}

const STORED = 'ferry:scroll'
/** The newest are kept. */
const LIMIT = 100

export function createScrollPositions(current: () => string): ScrollPositions {
  const positions = new Map<string, readonly [x: number, y: number]>(stored())
  // All the time, because when a new page is in place the old position is gone already.
  const note = () => positions.set(current(), [scrollX, scrollY])
  note()
  addEventListener('scroll', note, { passive: true })
  history.scrollRestoration = 'manual'
  addEventListener('pageshow', () => {
    history.scrollRestoration = 'manual'
  })
  addEventListener('pagehide', () => {
    history.scrollRestoration = 'auto'
    try {
      sessionStorage.setItem(STORED, JSON.stringify([...positions].slice(-LIMIT)))
    } catch {
      // No storage: positions are lost with this document.
    }
  })
  return {
    restore(key) {
      const position = positions.get(key)
      if (position) scrollTo({ left: position[0], top: position[1], behavior: 'instant' })
    },
  }
}

function stored(): [string, [number, number]][] {
  try {
    return JSON.parse(sessionStorage.getItem(STORED) ?? '[]')
  } catch {
    return []
  }
}
