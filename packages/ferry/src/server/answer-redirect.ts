/** The redirects of the configuration as answers. */
import type { Answer, Incoming } from '../protocol/incoming.ts'
import { emptyHeaders } from './answer-headers.ts'
import type { AppState } from './app-state.ts'
import { readUrl } from './canonical-url.ts'
import type { PageRequest } from './classify.ts'
import { noPayload } from './no-payload.ts'
import { payloadLocation } from './payload-location.ts'
import { redirectByRules, type RuleRedirect } from './rules/redirect-rules.ts'
import { RequestContext } from './shared/request-context.ts'

/** For a payload: to the payload of the other page; where there is none the browser asks for the document, and is told there. */
export function answerRuleRedirect({ kind, page }: PageRequest, { status, location }: RuleRedirect): Answer {
  if (kind !== 'navigate') return sendTo(status, location)
  const target = payloadLocation(location, page.prefix)
  return target === null ? noPayload() : sendTo(307, target)
}

/** Outside the base path there are only the redirects that name it themselves. null: there is none for this request. */
export function redirectOutside(app: AppState, incoming: Incoming): Answer | null {
  const redirects = app.rules?.redirects.filter(({ rule }) => rule.basePath === false) ?? []
  const reading = redirects.length > 0 ? readUrl(incoming.target, incoming.mount, '') : null
  if (reading?.kind !== 'url') return null
  const redirect = redirectByRules({ redirects }, reading.url, new RequestContext(incoming, app.services))
  return redirect && sendTo(redirect.status, redirect.location)
}

function sendTo(status: number, location: string): Answer {
  return { status, headers: [...emptyHeaders(), ['Location', location]], body: null }
}
