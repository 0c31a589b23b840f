/** Pages that redirect to one another without end: that is seen here, for nobody else follows redirects of pages that stream. */

/** As many as browsers follow by themselves. */
const MOST = 20

/** Told of every navigation; false: it is one redirect too many, and nobody has a hand in it. */
export type RedirectCount = (fromBrokenPage: boolean) => boolean

export function createRedirectCount(user: Pick<EventTarget, 'addEventListener'> = window): RedirectCount {
  let count = 0
  for (const type of ['pointerdown', 'keydown', 'popstate']) {
    user.addEventListener(type, () => (count = 0), { capture: true, passive: true })
  }
  return (fromBrokenPage) => {
    count = fromBrokenPage ? count + 1 : 0
    return count <= MOST
  }
}
