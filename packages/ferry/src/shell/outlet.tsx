/**
 * The place in a layout where the next segment stands; with an id, also where the interrupts of what stands there end;
 * with `loading`, what is seen until it is there: at once, because it is a new boundary for each segment. With children
 * it is around another such place: they are new for each segment, as templates are.
 */
'use client'

import { createElement, Fragment, type ReactNode, Suspense, use } from 'react'
import { InterruptBoundary, type InterruptBoundaryProps } from './interrupt-boundary.tsx'
import { PageContext, SegmentContext } from './segment-context.ts'

export interface OutletProps extends Partial<Omit<InterruptBoundaryProps, 'children'>> {
  readonly slot: string
  readonly loading?: ReactNode
  readonly children?: ReactNode
}

/** One component for all: a folder with several is the rule, and each client component of a page has its price in every payload. */
export function Outlet(props: OutletProps): ReactNode {
  const { slot, loading, children } = props
  const tree = use(SegmentContext)?.children[slot]
  const page = use(PageContext)?.page
  if (!tree || !page) return null
  const { key } = tree
  if (children) return <Fragment key={key}>{children}</Fragment>
  const segment = (
    <SegmentContext key={key} value={tree}>
      {page.segments[key]}
    </SegmentContext>
  )
  const content = isBoundary(props) ? createElement(InterruptBoundary, props, segment) : segment
  return loading ? (
    <Suspense key={key} fallback={loading}>
      {content}
    </Suspense>
  ) : (
    content
  )
}

function isBoundary(props: OutletProps): props is OutletProps & InterruptBoundaryProps {
  return props.id !== undefined
}
