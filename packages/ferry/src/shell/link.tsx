/** A link whose click changes the page without a new document. */
'use client'

import { type ComponentProps, type MouseEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import type { Route } from '../protocol/href.ts'
import { isOwnPage, withBase } from './href.ts'
import { LinkStatusContext } from './link-status.ts'
import { usePrefetchWishes } from './prefetch-wishes.ts'
import { usePage } from './use-page.ts'
import { useWarmRouter } from './warm-router.ts'

export interface LinkProps<Href extends string = string> extends Omit<ComponentProps<'a'>, 'href'> {
  /** Written without basePath. */
  href: Route<Href> | URL
  /** `true`: as soon as the link is visible; `false`: never; otherwise when the user is about to click. */
  prefetch?: boolean | 'auto' | null
  /** Replaces the current history entry. */
  replace?: boolean
  /** `false` leaves the window where it is. Default: to the top, or to the hash. */
  scroll?: boolean
  /** Before a navigation without a new document; `preventDefault()` stops it. Not called for clicks that are the browser's. */
  onNavigate?: (event: { preventDefault(): void }) => void
  /** Types of the view transition: what `<ViewTransition>` chooses its animation by. */
  transitionTypes?: readonly string[]
}

export function Link<Href extends string>({
  href,
  prefetch,
  replace,
  scroll,
  onNavigate,
  transitionTypes,
  children,
  ref,
  ...anchor
}: LinkProps<Href>): ReactNode {
  const { router, basePath } = usePage('<Link>')
  const [pending, setPending] = useState(false)
  const status = useMemo(() => ({ pending }), [pending])
  const element = useRef<HTMLAnchorElement>(null)
  const target = withBase(String(href), basePath)
  const isForBrowser = anchor.download !== undefined || !/^(_self)?$/.test(anchor.target ?? '')
  const mode = isForBrowser || prefetch === false ? 'never' : prefetch === true ? 'visible' : 'intent'
  const { intend, desist } = usePrefetchWishes(router, String(href), mode, element)

  useWarmRouter(router)

  function click(event: MouseEvent<HTMLAnchorElement>): void {
    anchor.onClick?.(event)
    if (event.defaultPrevented || !isPlainClick(event)) return
    if (!isOwnPage(new URL(target, location.href), location.origin, basePath)) return
    event.preventDefault()
    let isStopped = false
    onNavigate?.({ preventDefault: () => (isStopped = true) })
    if (isStopped) return
    setPending(true)
    const onSettled = () => setPending(false)
    router[replace ? 'replace' : 'push'](String(href), { scroll, transitionTypes, onSettled })
  }

  return (
    <a
      {...anchor}
      href={target}
      ref={(node) => {
        element.current = node
        if (typeof ref === 'function') return ref(node)
        if (ref) ref.current = node
      }}
      onClick={click}
      onMouseEnter={(event) => {
        anchor.onMouseEnter?.(event)
        intend()
      }}
      onMouseLeave={(event) => {
        anchor.onMouseLeave?.(event)
        desist()
      }}
      onFocus={(event) => {
        anchor.onFocus?.(event)
        intend()
      }}
      onBlur={(event) => {
        anchor.onBlur?.(event)
        desist()
      }}
      onTouchStart={(event) => {
        anchor.onTouchStart?.(event)
        intend()
      }}
    >
      <LinkStatusContext value={status}>{children}</LinkStatusContext>
    </a>
  )
}

/** A click that asks for nothing but "go there, here": no new tab, no download, no other frame. */
function isPlainClick(event: MouseEvent<HTMLAnchorElement>): boolean {
  const { target, download } = event.currentTarget
  return (
    event.button === 0 &&
    !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) &&
    (target === '' || target === '_self') &&
    download === '' &&
    !event.currentTarget.hasAttribute('download')
  )
}
