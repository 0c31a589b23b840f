/** What a URL without a route shows inside the root layout. */
import type { ReactNode } from 'react'
import { BuiltInInterrupt } from '../../shell/built-in-interrupt.tsx'
import type { RoutePlan } from './route-plan.ts'

export function notFoundContent({ root }: RoutePlan): ReactNode {
  const NotFound = root.components['not-found']
  return (
    <>
      <meta name="robots" content="noindex" />
      {NotFound ? <NotFound /> : <BuiltInInterrupt kind="not-found" />}
    </>
  )
}
