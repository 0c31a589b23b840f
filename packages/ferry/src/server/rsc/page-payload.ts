/** A page for one request → the value inside its payload. */
import type { ReactNode } from 'react'
import type { FormState, PagePayload } from '../../protocol/payload.ts'
import { pageHead } from './page-head.tsx'
import { nextVersion } from './payload-version.ts'
import type { RoutePlan } from './route-plan.ts'
import { renderSegments } from './segment-elements.tsx'
import type { InterceptedInput, Params } from './segment-params.ts'
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
}

export function pagePayload(input: PageInput): PagePayload {
  const { build, plan, params, address, segments, intercepted, status, content, formState } = input
  const searchParams = Promise.resolve(readSearch(input.search))
  const { head, headGuard } = pageHead(plan, { params: Promise.resolve(params), searchParams })
  const rendered = renderSegments(plan, { params, searchParams, segments, intercepted, headGuard, content })
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
