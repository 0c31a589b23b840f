/** Loads the code that goes from page to page before it is needed. */
'use client'

import { useEffect } from 'react'
import type { RouterApi } from './segment-context.ts'

export function useWarmRouter(router: RouterApi): void {
  useEffect(() => router.whenLoaded?.(() => {}), [router])
}
