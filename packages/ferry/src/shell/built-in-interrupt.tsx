/** What a page shows for an interrupt that the app has no file for. */
'use client'

import type { ReactNode } from 'react'
import type { Interrupt } from '../protocol/interrupt.ts'

type Kind = Exclude<Interrupt['kind'], 'redirect'>

const TEXT: Record<Kind, readonly [status: number, text: string]> = {
  'not-found': [404, 'This page could not be found.'],
  forbidden: [403, 'You may not see this page.'],
  unauthorized: [401, 'Sign in to see this page.'],
}

export function BuiltInInterrupt({ kind }: { kind: Kind }): ReactNode {
  const [status, text] = TEXT[kind]
  return (
    <main style={{ display: 'grid', placeContent: 'center', minHeight: '60vh', fontFamily: 'system-ui, sans-serif' }}>
      <h1 style={{ fontSize: '1.25rem', fontWeight: 500 }}>
        {status} | {text}
      </h1>
    </main>
  )
}
