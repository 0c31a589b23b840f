/** A URL of the app on its way to a page: through the app's middleware, then to its route. */
import type { Answer } from '../protocol/incoming.ts'
import type { Headers } from './answer-headers.ts'
import type { AppState } from './app-state.ts'
import { addressOf, type CanonicalUrl } from './canonical-url.ts'
import { type Found, findRoute } from './find-route.ts'
import { type Middleware, runMiddleware } from './middleware/run-middleware.ts'
import type { RequestContext } from './shared/request-context.ts'

export type Opened =
  | { readonly kind: 'found'; readonly found: Found; readonly headers: Headers }
  | { readonly kind: 'answer'; readonly answer: Answer }

const NO_HEADERS: Headers = []

/** At once when there is no middleware, for a route that was asked for before. */
export function openPage(
  app: AppState,
  context: RequestContext,
  url: CanonicalUrl,
  method: string,
): Opened | Promise<Opened> {
  if (app.middleware) return throughMiddleware(app, app.middleware, context, url, method)
  const found = findRoute(app, url, url)
  return found instanceof Promise ? found.then((later) => opened(later, NO_HEADERS)) : opened(found, NO_HEADERS)
}

async function throughMiddleware(
  app: AppState,
  middleware: Middleware,
  context: RequestContext,
  url: CanonicalUrl,
  method: string,
): Promise<Opened> {
  const address = addressOf(url, app.settings.trailingSlash)
  const passage = await runMiddleware(middleware, context, { url, address, method })
  if (passage.kind === 'answer') return passage
  return opened(await findRoute(app, passage.url, url), passage.headers)
}

function opened(found: Found, headers: Headers): Opened {
  return { kind: 'found', found, headers }
}
