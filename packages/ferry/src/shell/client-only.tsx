/** Shows its children in the browser only; on the server, and while hydrating, the fallback. */
'use client'

import { type ReactNode, useSyncExternalStore } from 'react'

export function ClientOnly({ fallback, children }: { fallback: ReactNode; children: ReactNode }): ReactNode {
  return useSyncExternalStore(never, inBrowser, onServer) ? children : fallback
}

const never = () => () => {}
const inBrowser = () => true
const onServer = () => false
