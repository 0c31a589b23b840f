/** What error.tsx stands behind: shows it in place of what failed, until the reader tries again or goes elsewhere. */
'use client'

import { Component, type ComponentType, type ReactNode, use } from 'react'
import { readInterrupt } from '../protocol/interrupt.ts'
import { boundaryFrame, cutMarks } from './boundary-frame.tsx'
import { brokenPages } from './broken-pages.ts'
import { type BoundaryFailure, FailedContext } from './failed-context.ts'
import { PageContext, type PageContextValue } from './segment-context.ts'

/** Props of error.tsx. */
export interface ErrorProps {
  readonly error: BoundaryFailure
  /** Renders the content again. */
  reset(): void
  /** Fetches the page again, then renders the content. */
  unstable_retry(): void
}

export interface ErrorBoundaryProps {
  readonly id: string
  readonly fallback: ComponentType<ErrorProps>
  readonly children?: ReactNode
}

export function ErrorBoundary({ id, fallback, children }: ErrorBoundaryProps): ReactNode {
  const context = use(PageContext)
  const failed = use(FailedContext)?.get(id)
  // Nothing is caught on the server: it renders again with what failed.
  if (typeof window === 'undefined' && !failed) return boundaryFrame(id, children)
  const content = (
    <CatchError fallback={fallback} failed={failed} context={context}>
      {children}
    </CatchError>
  )
  return typeof window === 'undefined' ? cutMarks(content) : content
}

interface CatchProps extends Omit<ErrorBoundaryProps, 'id'> {
  readonly failed: BoundaryFailure | undefined
  readonly context: PageContextValue | null
}

interface CatchState {
  readonly caught: { readonly error: BoundaryFailure } | null
  readonly url: string | undefined
}

class CatchError extends Component<CatchProps, CatchState> {
  override state: CatchState = {
    caught: this.props.failed ? { error: this.props.failed } : null,
    url: this.props.context?.page.url,
  }

  static getDerivedStateFromError(error: BoundaryFailure): Pick<CatchState, 'caught'> {
    return { caught: { error } }
  }

  static getDerivedStateFromProps({ context }: CatchProps, state: CatchState): CatchState | null {
    const url = context?.page.url
    return url === state.url ? null : { url, caught: null }
  }

  reset = (): void => {
    this.setState({ caught: null })
  }

  retry = (): void => {
    this.props.context?.router.refresh()
    this.reset()
  }

  override render(): ReactNode {
    const { caught } = this.state
    const { fallback: Fallback, context, children } = this.props
    if (caught === null) return children
    if (context) brokenPages.add(context.page)
    // Interrupts belong to the boundaries further out.
    if (readInterrupt(caught.error)) throw caught.error
    return <Fallback error={caught.error} reset={this.reset} unstable_retry={this.retry} />
  }
}
