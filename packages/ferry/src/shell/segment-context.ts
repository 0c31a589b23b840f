/** What every client component of the shell reads: the page that is on screen, the segment it stands in, and the router. */
'use client'

import { createContext } from 'react'
import type { PagePayload, SegmentTree } from '../protocol/payload.ts'

export interface NavigateOptions {
  /** `false` leaves the window where it is. */
  readonly scroll?: boolean
  /** Called once: the page was handed to React, or another navigation took its place. */
  readonly onSettled?: () => void
}

export interface RouterApi {
  push(href: string, options?: NavigateOptions): void
  replace(href: string, options?: NavigateOptions): void
  back(): void
  forward(): void
  /** Fetches the payload of the current URL again and commits it in a transition. */
  refresh(): void
  prefetch(href: string): void
  /** Loads the code that goes from page to page, before it is needed. */
  warm?(): void
}

export interface PageContextValue {
  readonly page: PagePayload
  readonly router: RouterApi
  readonly basePath: string
}

/** Provided by PayloadRoot, on the server (with a router that does nothing) and in the browser. */
export const PageContext = createContext<PageContextValue | null>(null)

/** The tree node whose element is being rendered. Provided by Outlet. */
export const SegmentContext = createContext<SegmentTree | null>(null)
