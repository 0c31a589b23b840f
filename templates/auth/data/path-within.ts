/** A path that came with a request and leads somewhere in this app, or the account page. */
import type { Route } from 'ferry'

export function pathWithin(path: string | undefined): Route {
  if (path === undefined || !URL.canParse(path, BASE)) return '/account'
  const { origin, pathname, search } = new URL(path, BASE)
  // `//host` in the middle of a path is none, at its beginning it is.
  return origin === BASE && !pathname.startsWith('//') ? ((pathname + search) as Route) : '/account'
}

const BASE = 'http://app.invalid'
