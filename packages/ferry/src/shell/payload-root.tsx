/** The root of every page, on the server and in the browser: a payload on screen. */
'use client'

import { type ReactNode, useMemo, useState } from 'react'
import type { FailedBoundary } from '../protocol/browser-config.ts'
import type { PagePayload } from '../protocol/payload.ts'
import { FailedContext, indexFailed } from './failed-context.ts'
import { PageContext, type RouterApi, SegmentContext } from './segment-context.ts'

export interface PayloadRootProps {
  readonly page: PagePayload
  readonly router: RouterApi
  readonly basePath: string
  /** Boundaries that show their fallback in the document; they hydrate in that state. */
  readonly failed?: readonly FailedBoundary[] | undefined
}

export function PayloadRoot({ page, router, basePath, failed }: PayloadRootProps): ReactNode {
  const [first] = useState(page)
  const value = useMemo(() => ({ page, router, basePath }), [page, router, basePath])
  const failures = useMemo(() => (failed?.length ? indexFailed(failed) : null), [failed])
  return (
    <PageContext value={value}>
      <FailedContext value={page === first ? failures : null}>
        {page.head}
        <SegmentContext key={page.tree.key} value={page.tree}>
          {page.segments[page.tree.key]}
        </SegmentContext>
      </FailedContext>
    </PageContext>
  )
}
