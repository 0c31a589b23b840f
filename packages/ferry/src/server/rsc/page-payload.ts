/** A page for one request → the value inside its payload. */
import type { ReactNode } from 'react'
import type { HeldSegments } from '../../protocol/held-segments.ts'
import type { FormState, PagePayload } from '../../protocol/payload.ts'
import { unaskedSearch } from '../shared/unasked-search.ts'
import { refuseRead } from '../shared/render-rules.ts'
import { findRequest } from '../shared/request-context.ts'
import { type HeadTime, pageHead } from './page-head.tsx'
import { nextVersion } from './payload-version.ts'
import type { RoutePlan } from './route-plan.ts'
import { renderSegments } from './segment-elements.tsx'
import { type InterceptedInput, type Params, promiseOf, type SearchParams } from './segment-params.ts'
import { readSearch } from './search-params.ts'

export interface PageInput {
  readonly build: string
  readonly plan: RoutePlan
  readonly params: Params
  readonly address: string
  readonly search: string
  /** Of the URL that the page is at. */
  readonly segments: readonly string[]
  readonly intercepted: InterceptedInput | null
  readonly status: number
  readonly content?: ReactNode
  readonly formState?: FormState | null
  readonly held: HeldSegments | null
  readonly headTime: HeadTime
}

export function pagePayload(input: PageInput): PagePayload {
  const { build, plan, params, address, segments, intercepted, status, content, formState, held } = input
  const searchParams = readSearchParams(plan, input.search)
  const props = { params: promiseOf(params), searchParams }
  const { head, headGuard } = pageHead(plan, props, input.headTime, address)
  const rendered = renderSegments(plan, { params, searchParams, segments, intercepted, headGuard, content, held })
  return {
    build,
    version: nextVersion(),
    url: address,
    ...(head !== null && { head }),
    tree: rendered.tree,
    segments: rendered.elements,
    params: rendered.params,
    ...(intercepted && { from: intercepted.from }),
    status,
    ...(formState && { formState }),
  }
}

/** From here on the request knows what its page says of itself. */
function readSearchParams({ config: { rules } }: RoutePlan, search: string): Promise<SearchParams> {
  const context = findRequest()
  if (context) context.rules = rules
  if (rules === null && context?.keeping) return unaskedSearch(context.keeping)
  if (rules === null) return promiseOf(readSearch(search))
  if (rules.dynamic === 'force-static') return promiseOf({})
  const refused = Promise.reject(refuseRead(rules, 'searchParams'))
  // Nothing is wrong as long as nobody waits for them.
  refused.catch(() => {})
  return refused
}
