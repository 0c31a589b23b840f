/** What every client component of the shell reads: the page that is on screen, the segment it stands in, and the router. */
'use client'

import { createContext } from 'react'
import type { Route } from '../protocol/href.ts'
import type { PagePayload, SegmentTree } from '../protocol/payload.ts'

export interface NavigateOptions {
  /** `false` leaves the window where it is. */
  readonly scroll?: boolean
  /** Types of the view transition: what `<ViewTransition>` chooses its animation by. */
  readonly transitionTypes?: readonly string[] | undefined
  /** Called once: the page was handed to React, or another navigation took its place. */
  readonly onSettled?: () => void
  /** It is a redirect() that this boundary has caught. */
  readonly boundary?: RedirectingBoundary
}

/** Where a redirect() in the rendering of a page ended; it is told when there is no end of them. */
export interface RedirectingBoundary {
  readonly state: { readonly caught: { readonly error: unknown } | null }
  setState(state: { readonly caught: { readonly error: unknown } | null }): void
}

/** Where a navigation that may be stopped leads. `unload`: the document is about to go, nobody can say where to. */
export interface NavigationTarget {
  /** Path, query and hash, with basePath; of another site, the whole address. */
  readonly href: string
  readonly kind: 'push' | 'replace' | 'traverse' | 'unload'
}

/** Returns true to stop a navigation; it goes on when `proceed` is called. */
export type BlockCheck = (to: NavigationTarget, proceed: () => void) => boolean

export interface RouterApi {
  push<Href extends string>(href: Route<Href>, options?: NavigateOptions): void
  replace<Href extends string>(href: Route<Href>, options?: NavigateOptions): void
  back(): void
  forward(): void
  /** Fetches the payload of the current URL again and commits it in a transition. */
  refresh(): void
  prefetch<Href extends string>(href: Route<Href>): void
  /** What it takes to go from page to page is loaded when it is first needed. Calls `action` when it is there. */
  whenLoaded?(action: (loaded: LoadedRouter) => void): void
}

/** What the components of the shell need of it beside the router. */
export interface LoadedRouter {
  /** The prefetch that was asked for is of no more use: nobody points at the link any more, say. */
  abandon(href: string): void
  /** Asked before every navigation, until the function it returns is called. */
  block(check: BlockCheck): () => void
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
