/** The place in a layout where the next segment stands. */
'use client'

import { type ReactNode, use } from 'react'
import { PageContext, SegmentContext } from './segment-context.ts'

export function Outlet({ slot }: { slot: string }): ReactNode {
  const tree = use(SegmentContext)?.children[slot]
  const page = use(PageContext)?.page
  if (!tree || !page) return null
  return (
    <SegmentContext key={tree.key} value={tree}>
      {page.segments[tree.key]}
    </SegmentContext>
  )
}
