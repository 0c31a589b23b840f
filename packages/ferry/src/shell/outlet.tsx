/** The place in a layout where the next segment stands; with an id, also where the interrupts of what stands there end. */
'use client'

import { createElement, type ReactNode, use } from 'react'
import { InterruptBoundary, type InterruptBoundaryProps } from './interrupt-boundary.tsx'
import { PageContext, SegmentContext } from './segment-context.ts'

export interface OutletProps extends Partial<Omit<InterruptBoundaryProps, 'children'>> {
  readonly slot: string
}

/** One component for both: a folder with both is the rule, and each client component of a page has its price in every payload. */
export function Outlet(props: OutletProps): ReactNode {
  const tree = use(SegmentContext)?.children[props.slot]
  const page = use(PageContext)?.page
  if (!tree || !page) return null
  const segment = (
    <SegmentContext key={tree.key} value={tree}>
      {page.segments[tree.key]}
    </SegmentContext>
  )
  return isBoundary(props) ? createElement(InterruptBoundary, props, segment) : segment
}

function isBoundary(props: OutletProps): props is OutletProps & InterruptBoundaryProps {
  return props.id !== undefined
}
