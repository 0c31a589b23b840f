/** A route's plan and one request's parameters → the tree of segments and their elements. */
import type { ReactNode } from 'react'
import { type HeldSegments, PAGE_SEGMENT } from '../../protocol/held-segments.ts'
import type { SegmentTree } from '../../protocol/payload.ts'
import { ErrorBoundary } from '../../shell/error-boundary.tsx'
import { Outlet, type OutletProps } from '../../shell/outlet.tsx'
import { errorBoundaryId, GLOBAL_ERROR_BOUNDARY, interruptBoundaryId } from './nearest-boundary.ts'
import type { RouteComponent } from './route-modules.ts'
import type { RoutePlan, SegmentPlan } from './route-plan.ts'
import {
  fillSegment,
  type InterceptedInput,
  ownInput,
  type Params,
  promiseOf,
  type SearchParams,
} from './segment-params.ts'

export interface SegmentInput {
  readonly params: Params
  readonly searchParams: Promise<SearchParams>
  /** Of the URL, decoded: slots read parameters of their own out of it. */
  readonly segments: readonly string[]
  /** Of the URL that was gone to, while the page shown is that of another. */
  readonly intercepted: InterceptedInput | null
  /** Fails where the page stands when its metadata could not be generated. */
  readonly headGuard: ReactNode
  /** Stands in the innermost `children` place instead of a page: the 404 of the app. */
  readonly content?: ReactNode
  /** Not made, and left out of `elements`; null: nothing. */
  readonly held: HeldSegments | null
}

export interface Segments {
  readonly tree: SegmentTree
  readonly elements: Record<string, ReactNode>
  /** Those of the page and of every slot. */
  readonly params: Params
}

const CHILDREN = <Outlet slot="children" />

export function renderSegments({ root, globalError }: RoutePlan, input: SegmentInput): Segments {
  const elements: Record<string, ReactNode> = {}
  const found: Record<string, string | string[]> = { ...input.params }
  const { params, searchParams, segments, intercepted, headGuard, content, held } = input
  const hasGlobalError = globalError !== null
  const around = { params, searchParams, segments, intercepted, headGuard, content, held, hasGlobalError, found }
  const tree = renderSegment(root, around, { key: '', params: {}, isMain: true }, elements)
  if (globalError && tree.key in elements) {
    elements[tree.key] = (
      <ErrorBoundary id={GLOBAL_ERROR_BOUNDARY} fallback={globalError}>
        {elements[tree.key]}
      </ErrorBoundary>
    )
  }
  return { tree, elements, params: found }
}

interface RenderInput extends SegmentInput {
  readonly hasGlobalError: boolean
  /** Collects parameters. */
  readonly found: Record<string, string | string[]>
}

interface Place {
  readonly key: string
  /** Those of the folders above. */
  readonly params: Params
  /** Not in a slot beside the page. */
  readonly isMain: boolean
}

/** Adds the elements of `plan` and everything below it to `elements`, by key. */
function renderSegment(
  plan: SegmentPlan,
  around: RenderInput,
  place: Place,
  elements: Record<string, ReactNode>,
): SegmentTree {
  const input = plan.pattern ? ownInput(plan, around) : around
  const { name, value, params } = fillSegment(plan.name, input.params, place.params)
  const key = plan.folder === '' ? plan.name : `${place.key}/${value}`
  // Outermost first: what is written first is announced first.
  if (!input.held?.has(key, plan.besideChildren)) elements[key] = segmentElement(plan, input, params)
  const children: Record<string, SegmentTree> = {}
  for (const [slot, child] of plan.slots) {
    const isMain = place.isMain && slot === 'children'
    children[slot] = renderSegment(child, input, { key, params, isMain }, elements)
  }
  const content = pageContent(plan, input, params, place.isMain)
  if (content !== undefined) {
    const pageKey = `${key}/${PAGE_SEGMENT}`
    const { unmatched } = plan
    children.children = { key: pageKey, segment: PAGE_SEGMENT, children: {}, ...(unmatched && { unmatched }) }
    elements[pageKey] = content
  }
  return { key, segment: name, children }
}

/** Layout > template > error > loading > interrupts > next segment, as far as the folder has them. */
function segmentElement(plan: SegmentPlan, input: RenderInput, params: Params): ReactNode {
  const { layout: Layout, template: Template, error, loading: Loading, ...components } = plan.components
  const { 'not-found': NotFound, forbidden: Forbidden, unauthorized: Unauthorized } = components
  const isBoundary = NotFound || Forbidden || Unauthorized || plan.isOutermost
  let inside: ReactNode = CHILDREN
  if (isBoundary || Loading) {
    const props: { -readonly [Name in keyof OutletProps]: OutletProps[Name] } = { slot: 'children' }
    if (isBoundary) props.id = interruptBoundaryId(plan)
    if (Loading) props.loading = <Loading />
    if (NotFound) props.notFound = <NotFound />
    if (Forbidden) props.forbidden = <Forbidden />
    if (Unauthorized) props.unauthorized = <Unauthorized />
    if (plan.isOutermost) props.outermost = error || input.hasGlobalError ? 'interrupts' : 'everything'
    inside = <Outlet {...props} />
  }
  if (error) {
    inside = (
      <ErrorBoundary id={errorBoundaryId(plan.folder)} fallback={error}>
        {inside}
      </ErrorBoundary>
    )
  }
  if (Template) {
    inside = (
      <Outlet slot="children">
        <Template>{inside}</Template>
      </Outlet>
    )
  }
  if (Layout) inside = layoutElement(Layout, plan, params, inside)
  if (!plan.styles) return inside
  return (
    <>
      {plan.styles}
      {inside}
    </>
  )
}

function layoutElement(Layout: RouteComponent, plan: SegmentPlan, params: Params, children: ReactNode): ReactNode {
  const slots: Record<string, ReactNode> = {}
  for (const slot of plan.besideChildren) slots[slot] = <Outlet slot={slot} />
  return (
    <Layout {...slots} params={promiseOf(params)}>
      {children}
    </Layout>
  )
}

function pageContent(plan: SegmentPlan, input: RenderInput, params: Params, isMain: boolean): ReactNode | undefined {
  const Page = plan.components.page ?? plan.components.default
  if (Page) {
    const page = <Page params={promiseOf(params)} searchParams={input.searchParams} />
    return besidePage(plan, isMain ? input.headGuard : null, page)
  }
  if (plan.unmatched) return null
  const isInnermost = isMain && !plan.slots.some(([slot]) => slot === 'children')
  return isInnermost && input.content ? besidePage(plan, input.headGuard, input.content) : undefined
}

function besidePage(plan: SegmentPlan, headGuard: ReactNode, page: ReactNode): ReactNode {
  if (!headGuard && !plan.pageStyles) return page
  return (
    <>
      {headGuard}
      {plan.pageStyles}
      {page}
    </>
  )
}
