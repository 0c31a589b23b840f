/** A redirect that was met when the document was on its way: nothing but a refresh can still lead there without scripts. */
import { readInterrupt } from '../protocol/interrupt.ts'
import { originOf } from './app-origin.ts'
import type { AppState } from './app-state.ts'
import { escapeHtml } from './error-document.ts'
import { readRedirect } from './redirect-target.ts'
import { reportError } from './report-error.ts'
import type { RequestContext } from './shared/request-context.ts'

/**
 * At once for a page that has moved for good, as search engines read it; otherwise after a second.
 *
 * @returns the content of `<meta http-equiv="refresh">`, escaped; null for everything that is no redirect, or leads where none may
 */
export function lateRedirect(app: AppState, context: RequestContext, error: unknown, address: string): string | null {
  const interrupt = readInterrupt(error)
  if (interrupt?.kind !== 'redirect') return null
  try {
    const { location } = readRedirect(interrupt.url, originOf(app, context.incoming, address))
    return escapeHtml(`${interrupt.status === 308 ? 0 : 1};url=${location}`)
  } catch (refused) {
    reportError(app, context, refused, 'redirect()')
    return null
  }
}
