/** A span for rendering a page, until its answer begins: what streams after that belongs to the request's own span. */
import type { Answer } from '../../protocol/incoming.ts'
import type { AppState } from '../app-state.ts'
import type { Page } from '../find-route.ts'
import { routeName } from './route-name.ts'

export function traceRender(
  app: AppState,
  page: Page,
  what: 'document' | 'payload',
  run: () => Promise<Answer>,
): Promise<Answer> {
  if (app.tracing === null) return run()
  const route = routeName(app, { kind: 'page', page }, page.url)
  return app.tracing.span(`render ${route}`, { 'http.route': route, 'ferry.render': what }, run)
}
