/** What a URL without a route shows inside the root layout. */
import type { ReactNode } from 'react'
import { BuiltInInterrupt } from '../../shell/built-in-interrupt.tsx'
import type { RoutePlan } from './route-plan.ts'

export function notFoundContent({ root }: RoutePlan): ReactNode {
  const NotFound = root.components['not-found']
  const content = NotFound ? <NotFound /> : <BuiltInInterrupt kind="not-found" />
  return (
    <>
      <meta name="robots" content="noindex" />
      {root.components.layout ? content : withoutLayout(content)}
    </>
  )
}

/** An app whose groups have a root layout each has none to show this in. */
function withoutLayout(content: ReactNode): ReactNode {
  return (
    <html lang="en">
      <body>{content}</body>
    </html>
  )
}
