/** A URL of the app on its way to a page: through the app's middleware, then to its route. */
import type { Answer } from '../protocol/incoming.ts'
import type { Headers } from './answer-headers.ts'
import type { AppState } from './app-state.ts'
import { addressOf, type CanonicalUrl } from './canonical-url.ts'
import { type Found, findRoute } from './find-route.ts'
import { runMiddleware } from './middleware/run-middleware.ts'
import type { RequestContext } from './shared/request-context.ts'

export type Opened =
  | { readonly kind: 'found'; readonly found: Found; readonly headers: Headers }
  | { readonly kind: 'answer'; readonly answer: Answer }

const NO_HEADERS: Headers = []

export async function openPage(
  app: AppState,
  context: RequestContext,
  url: CanonicalUrl,
  method: string,
): Promise<Opened> {
  if (!app.middleware) return { kind: 'found', found: await findRoute(app, url, url), headers: NO_HEADERS }
  const address = addressOf(url, app.settings.trailingSlash)
  const passage = await runMiddleware(app.middleware, context, { url, address, method })
  if (passage.kind === 'answer') return passage
  return { kind: 'found', found: await findRoute(app, passage.url, url), headers: passage.headers }
}
