/** Hooks that read the address and the router. */
'use client'

import { useContext, useMemo } from 'react'
import { isPage } from '../protocol/held-segments.ts'
import type { SegmentTree } from '../protocol/payload.ts'
import { withoutBase } from './href.ts'
import { type RouterApi, SegmentContext } from './segment-context.ts'
import { usePage } from './use-page.ts'
import { useWarmRouter } from './warm-router.ts'

/** The router: `push`, `replace`, `back`, `forward`, `refresh`, `prefetch`. The same object in every render. */
export function useRouter(): RouterApi {
  const { router } = usePage('useRouter()')
  useWarmRouter(router)
  return router
}

/** Path of the page on screen, without query and without basePath. Example: `/notes/1` */
export function usePathname(): string {
  const { page, router, basePath } = usePage('usePathname()')
  useWarmRouter(router)
  return withoutBase(splitUrl(page.url)[0], basePath)
}

/** Query of the page on screen; read-only. */
export function useSearchParams(): Omit<URLSearchParams, 'append' | 'delete' | 'set' | 'sort'> {
  const { page, router } = usePage('useSearchParams()')
  const search = splitUrl(page.url)[1]
  // The app may change the address itself, with history.pushState: the router notices.
  useWarmRouter(router)
  return useMemo(() => new URLSearchParams(search), [search])
}

/** Parameters of the route, filled in. Example: `{ id: '42' }` */
export function useParams<T extends Record<string, string | string[]> = Record<string, string | string[]>>(): T {
  return usePage('useParams()').page.params as T
}

/** The active segment one level below the layout that calls it; null when that is the layout's own page. */
export function useSelectedLayoutSegment(slot = 'children'): string | null {
  return useSelectedLayoutSegments(slot)[0] ?? null
}

/** The active segments below the layout that calls it, outermost first. */
export function useSelectedLayoutSegments(slot = 'children'): string[] {
  const { page } = usePage('useSelectedLayoutSegments()')
  const segments: string[] = []
  let node: SegmentTree | undefined = (useContext(SegmentContext) ?? page.tree).children[slot]
  // The folder of the slot, which no URL names.
  if (slot !== 'children') node = node?.children.children
  while (node !== undefined && !isPage(node)) {
    segments.push(node.segment)
    node = node.children.children
  }
  return segments
}

function splitUrl(url: string): readonly [path: string, search: string] {
  const at = url.indexOf('?')
  return at === -1 ? [url, ''] : [url.slice(0, at), url.slice(at)]
}
