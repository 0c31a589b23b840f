/** Which calls are under way, and how new a page must be to show what they did. Pure. */

export interface Freshness {
  /** A call starts. */
  begin(): CallTicket
  /** True when no call is under way and a page of this age (see renderedSince) does not show everything that was done. */
  isStale(version: number): boolean
  /** True when a page of this age was rendered before some call finished. */
  isOld(version: number): boolean
  readonly inFlight: number
}

export interface CallTicket {
  /** False when another call started after this one: that one asks for the page. Asked once, when the request is sent. */
  asksForPage(): boolean
  /** The function finished (on the scale of page versions; 0 when no refresh is owed). */
  finished(at: number): void
  /** The call is over, one way or another. Later calls do nothing. */
  end(): void
}

export function createFreshness(): Freshness {
  let inFlight = 0
  let needed = 0
  let last = 0
  return {
    begin() {
      const serial = ++last
      let open = true
      inFlight++
      return {
        asksForPage: () => serial === last,
        finished(at) {
          needed = Math.max(needed, at)
        },
        end() {
          if (open) inFlight--
          open = false
        },
      }
    },
    isStale: (version) => inFlight === 0 && version < needed,
    isOld: (version) => version < needed,
    get inFlight() {
      return inFlight
    },
  }
}
