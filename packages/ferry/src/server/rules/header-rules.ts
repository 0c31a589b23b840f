/** headers() of the configuration for one request. */
import { fillText } from '../../router/destination.ts'
import type { Headers } from '../answer-headers.ts'
import type { CanonicalUrl } from '../canonical-url.ts'
import type { RequestContext } from '../shared/request-context.ts'
import type { AppRules } from './app-rules.ts'
import { matchRule } from './match-rule.ts'

/** Of two rules with one header the later wins. */
export function headersByRules({ headers: rules }: AppRules, url: CanonicalUrl, context: RequestContext): Headers {
  const found = new Map<string, [name: string, value: string]>()
  for (const one of rules) {
    const params = matchRule(one, url, context)
    if (!params) continue
    for (const { key, value } of one.rule.headers) {
      const name = fillText(key, params)
      if (HEADER_NAME.test(name)) found.set(name.toLowerCase(), [name, fillText(value, params)])
    }
  }
  return [...found.values()]
}

const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/
