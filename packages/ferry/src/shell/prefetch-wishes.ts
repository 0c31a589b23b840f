/** The prefetches that one link asks for: as soon as it is visible, or while the user points at it. */
'use client'

import { type RefObject, useEffect, useRef } from 'react'
import type { RouterApi } from './segment-context.ts'
import { whileVisible } from './while-visible.ts'

export interface PrefetchWishes {
  /** The user is about to click. */
  intend(): void
  /** Not after all. */
  desist(): void
}

/** Each wish is taken back once: what nobody waits for is broken off. */
export function usePrefetchWishes(
  router: RouterApi,
  href: string,
  mode: 'visible' | 'intent' | 'never',
  element: RefObject<Element | null>,
): PrefetchWishes {
  const wishes = useRef<(() => void)[]>([])

  function wish(): () => void {
    router.prefetch(href)
    return () => router.whenLoaded?.(({ abandon }) => abandon(href))
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: `wish` depends on nothing but these
  useEffect(() => {
    if (mode !== 'visible' || element.current === null) return
    return whileVisible(element.current, wish)
  }, [mode, href, router, element])
  // biome-ignore lint/correctness/useExhaustiveDependencies: those of another address are of no use
  useEffect(
    () => () => {
      for (const unwish of wishes.current.splice(0)) unwish()
    },
    [href, router],
  )

  return {
    intend() {
      if (mode !== 'never') wishes.current.push(wish())
    },
    desist: () => wishes.current.pop()?.(),
  }
}
