/** What a request is called in traces: the pattern of its route, never its parameters. Asked for when traces are wanted only. */
import { matchRoute } from '../../router/match.ts'
import type { AppState } from '../app-state.ts'
import type { CanonicalUrl } from '../canonical-url.ts'
import type { Found } from '../find-route.ts'

/** Example: `/notes/[id]`; `(not found)` for a page that does not exist. */
export function routeName(app: AppState, found: Found, url: CanonicalUrl): string {
  const matched = found.kind === 'page' ? found.page.url : url
  const isFound = found.kind === 'handler' || found.page.status !== 404
  const match = isFound && matched.segments ? matchRoute(app.matcher, matched.segments) : null
  return match?.route.id ?? '(not found)'
}
