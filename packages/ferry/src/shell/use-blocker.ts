/** Stops navigations away from a page where something would be lost. */
'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import type { BlockCheck, NavigationTarget } from './segment-context.ts'
import { usePage } from './use-page.ts'

export interface Blocker {
  /** `blocked`: the user wanted to go to `href` and is asked. */
  readonly state: 'unblocked' | 'blocked'
  readonly href: string | null
  /** Goes there after all. */
  proceed(): void
  /** Stays. */
  reset(): void
}

const FREE: Blocker = { state: 'unblocked', href: null, proceed() {}, reset() {} }

/**
 * While `shouldBlock` is true, or says so, links, the router, back and forward stop, and the returned blocker tells
 * where they would have led. Closing the tab, a reload and links to other sites make the browser ask in its own words.
 * Not stopped: another hash of the same page, and the redirect of a server function.
 *
 * @example
 * const blocker = useBlocker(isDirty)
 * return blocker.state === 'blocked' && <Dialog onLeave={blocker.proceed} onStay={blocker.reset} />
 */
export function useBlocker(shouldBlock: boolean | ((to: NavigationTarget) => boolean)): Blocker {
  const { router } = usePage('useBlocker()')
  const [blocker, setBlocker] = useState(FREE)
  const isBlocked = useEffectEvent((to: NavigationTarget) =>
    typeof shouldBlock === 'function' ? shouldBlock(to) : shouldBlock,
  )
  useEffect(() => {
    function unload(event: BeforeUnloadEvent): void {
      if (isBlocked({ href: location.pathname + location.search + location.hash, kind: 'unload' }))
        event.preventDefault()
    }
    addEventListener('beforeunload', unload)
    let remove: (() => void) | undefined
    let isOver = false
    const check: BlockCheck = (to, proceed) => {
      if (!isBlocked(to)) return false
      const reset = () => setBlocker(FREE)
      setBlocker({
        state: 'blocked',
        href: to.href,
        reset,
        proceed() {
          reset()
          proceed()
        },
      })
      return true
    }
    router.whenLoaded?.(({ block }) => {
      if (!isOver) remove = block(check)
    })
    return () => {
      removeEventListener('beforeunload', unload)
      isOver = true
      remove?.()
    }
  }, [router])
  return blocker
}
