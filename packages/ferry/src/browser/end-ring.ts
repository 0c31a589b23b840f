/** Pages have redirected to one another for too long: the last of them shows an error instead. */
import { redirectLoop } from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import { InterruptError } from '../protocol/interrupt.ts'
import type { RedirectingBoundary } from '../shell/segment-context.ts'

/** @param url where it would have gone on */
export function endRing(url: URL, boundary: RedirectingBoundary | undefined): void {
  const loop = `Too many pages have redirected in a row; the last of them to ${url.pathname}.`
  const error = new FerryError(redirectLoop, loop)
  reportError(error)
  const caught = boundary?.state.caught?.error
  if (!boundary || caught === undefined) return
  if (caught instanceof Error && !(caught instanceof InterruptError)) {
    // What came from the server fails with this very object wherever it is rendered, so from now on as an error: the
    // boundary renders again, and the nearest error.tsx to the redirect() is the one to show it.
    Object.defineProperties(caught, { message: { value: error.message }, digest: { value: undefined } })
    boundary.setState({ caught: null })
  } else boundary.setState({ caught: { error } })
}
