/** A page for one request → the value inside its payload. */
import type { ReactNode } from 'react'
import type { FormState, PagePayload } from '../../protocol/payload.ts'
import { pageHead } from './page-head.tsx'
import { nextVersion } from './payload-version.ts'
import type { RoutePlan } from './route-plan.ts'
import { type Params, renderSegments } from './segment-elements.tsx'
import { readSearch } from './search-params.ts'

export interface PageInput {
  readonly build: string
  readonly plan: RoutePlan
  readonly params: Params
  readonly address: string
  readonly search: string
  readonly status: number
  readonly content?: ReactNode
  readonly formState?: FormState | null
}

export function pagePayload(input: PageInput): PagePayload {
  const { build, plan, params, address, status, content, formState } = input
  const searchParams = Promise.resolve(readSearch(input.search))
  const { head, headGuard } = pageHead(plan, { params: Promise.resolve(params), searchParams })
  const { tree, elements } = renderSegments(plan, { params, searchParams, headGuard, content })
  return {
    build,
    version: nextVersion(),
    url: address,
    ...(head !== null && { head }),
    tree,
    segments: elements,
    params,
    status,
    ...(formState && { formState }),
  }
}
