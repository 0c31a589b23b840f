/** How long to wait before a worker is replaced: not at all at first, longer and longer when they keep dying young. Pure. */

export interface BackOff {
  /** @param lived ms that the worker lived */
  next(lived: number): number
}

const YOUNG = 30_000
const FIRST = 100
const LONGEST = 30_000

export function createBackOff(): BackOff {
  let deaths = 0
  return {
    next(lived) {
      deaths = lived < YOUNG ? deaths + 1 : 0
      return deaths <= 1 ? 0 : Math.min(LONGEST, FIRST * 2 ** (deaths - 2))
    },
  }
}
