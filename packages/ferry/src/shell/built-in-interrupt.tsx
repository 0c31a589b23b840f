/** What a page shows for an interrupt or an error that the app has no file for. */
'use client'

import type { ReactNode } from 'react'

const TEXT = {
  'not-found': '404 | This page could not be found.',
  forbidden: '403 | You may not see this page.',
  unauthorized: '401 | Sign in to see this page.',
  error: '500 | Something went wrong.',
}

export function BuiltInInterrupt({ kind }: { kind: keyof typeof TEXT }): ReactNode {
  return <h1 style={{ font: '500 20px system-ui', margin: '30vh auto', textAlign: 'center' }}>{TEXT[kind]}</h1>
}
