/** A link whose click changes the page without a new document. */
'use client'

import { type ComponentProps, type MouseEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { isOwnPage, withBase } from './href.ts'
import { LinkStatusContext } from './link-status.ts'
import { usePage } from './use-page.ts'
import { whenVisible } from './when-visible.ts'

export interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** Written without basePath. */
  href: string | URL
  /** `true`: as soon as the link is visible; `false`: never; otherwise when the user is about to click. */
  prefetch?: boolean | 'auto' | null
  /** Replaces the current history entry. */
  replace?: boolean
  /** `false` leaves the window where it is. Default: to the top, or to the hash. */
  scroll?: boolean
}

export function Link({ href, prefetch, replace, scroll, children, ref, ...anchor }: LinkProps): ReactNode {
  const { router, basePath } = usePage('<Link>')
  const [pending, setPending] = useState(false)
  const status = useMemo(() => ({ pending }), [pending])
  const element = useRef<HTMLAnchorElement>(null)
  const target = withBase(String(href), basePath)

  useEffect(() => router.warm?.(), [router])
  useEffect(() => {
    if (prefetch !== true || element.current === null) return
    return whenVisible(element.current, () => router.prefetch(String(href)))
  }, [prefetch, href, router])

  function intend(): void {
    if (prefetch !== false) router.prefetch(String(href))
  }

  function click(event: MouseEvent<HTMLAnchorElement>): void {
    anchor.onClick?.(event)
    if (event.defaultPrevented || !isPlainClick(event)) return
    if (!isOwnPage(new URL(target, location.href), location.origin, basePath)) return
    event.preventDefault()
    setPending(true)
    router[replace ? 'replace' : 'push'](String(href), { scroll, onSettled: () => setPending(false) })
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
      onFocus={(event) => {
        anchor.onFocus?.(event)
        intend()
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
