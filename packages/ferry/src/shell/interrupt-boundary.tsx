/**
 * Where redirect(), notFound(), forbidden() and unauthorized() end: another page, or what the route shows instead. The
 * outermost one is also where errors end that no error.tsx stands around.
 */
'use client'

import { Component, Fragment, type ReactNode, use } from 'react'
import { type InterruptError, readInterrupt } from '../protocol/interrupt.ts'
import { boundaryFrame, cutMarks } from './boundary-frame.tsx'
import { brokenPages } from './broken-pages.ts'
import { BuiltInInterrupt } from './built-in-interrupt.tsx'
import { type BoundaryFailure, FailedContext } from './failed-context.ts'
import { PageContext, type PageContextValue } from './segment-context.ts'

export interface InterruptBoundaryProps {
  readonly id: string
  readonly notFound?: ReactNode
  readonly forbidden?: ReactNode
  readonly unauthorized?: ReactNode
  /** Outermost of the page: has something of its own to show for every interrupt, and for errors where no file of the app does. */
  readonly outermost?: 'everything' | 'interrupts'
  readonly children?: ReactNode
}

export function InterruptBoundary(props: InterruptBoundaryProps): ReactNode {
  const context = use(PageContext)
  const failed = use(FailedContext)?.get(props.id)
  // Nothing is caught on the server: it renders again with what failed.
  if (typeof window === 'undefined' && !failed) return boundaryFrame(props.id, props.children)
  const content = <CatchInterrupt {...props} failed={failed} context={context} url={context?.page.url} />
  return typeof window === 'undefined' ? cutMarks(content) : content
}

interface CatchProps extends InterruptBoundaryProps {
  readonly failed: BoundaryFailure | undefined
  readonly context: PageContextValue | null
  readonly url: string | undefined
}

interface CatchState {
  readonly caught: { readonly error: unknown } | null
  readonly url: string | undefined
  /** Grows to mount the content afresh. */
  readonly attempt: number
}

class CatchInterrupt extends Component<CatchProps, CatchState> {
  override state: CatchState = {
    caught: this.props.failed ? { error: this.props.failed } : null,
    url: this.props.url,
    attempt: 0,
  }

  static getDerivedStateFromError(error: unknown): Pick<CatchState, 'caught'> {
    return { caught: { error } }
  }

  static getDerivedStateFromProps({ url }: CatchProps, state: CatchState): Partial<CatchState> | null {
    if (url !== state.url) return { url, caught: null }
    // The call that was redirected has handed its page to the router already: the form starts afresh, nothing flashes.
    if (state.caught && isNavigated(state.caught.error)) return { caught: null, attempt: state.attempt + 1 }
    return null
  }

  override componentDidMount(): void {
    this.follow()
  }

  override componentDidUpdate(): void {
    this.follow()
  }

  /** Goes where a redirect() in the rendering of the page says. */
  follow(): void {
    const interrupt = readInterrupt(this.state.caught?.error)
    const { context } = this.props
    if (interrupt?.kind !== 'redirect' || !context) return
    const { url, type } = interrupt
    if (/^https?:/i.test(url) && new URL(url).origin !== location.origin) location.replace(url)
    else context.router[type ?? 'replace'](url, { boundary: this })
  }

  override render(): ReactNode {
    const { caught, attempt } = this.state
    return caught ? this.fallback(caught.error) : <Fragment key={attempt}>{this.props.children}</Fragment>
  }

  /** @throws what is for a boundary further out */
  fallback(error: unknown): ReactNode {
    const kind = readInterrupt(error)?.kind ?? 'error'
    const { context, notFound, forbidden, unauthorized, outermost } = this.props
    if (context) brokenPages.add(context.page)
    if (kind === 'redirect') return null
    const own = { 'not-found': notFound, forbidden, unauthorized, error: null }[kind]
    if (!own && outermost !== 'everything' && (kind === 'error' || !outermost)) throw error
    return (
      <>
        <meta name="robots" content="noindex" />
        {own ?? <BuiltInInterrupt kind={kind} />}
      </>
    )
  }
}

/** Set on the rejection of a call by the browser's caller, once the router has the page of the redirect. */
function isNavigated(error: unknown): boolean {
  return (error as InterruptError | null | undefined)?.navigated === true
}
