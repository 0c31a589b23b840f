/**
 * Catches the redirect of a call that was made by a form outside every other boundary, in the root layout say. The router
 * has the new page already; the root starts afresh with it. Every other error passes.
 */
import { Component, Fragment, type ReactNode } from 'react'
import type { InterruptError } from '../protocol/interrupt.ts'

interface State {
  readonly attempt: number
  readonly error: unknown
}

export class RedirectBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { attempt: 0, error: null }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error }
  }

  static getDerivedStateFromProps(_: unknown, { attempt, error }: State): State | null {
    return isNavigated(error) ? { attempt: attempt + 1, error: null } : null
  }

  override render(): ReactNode {
    if (this.state.error !== null) throw this.state.error
    return <Fragment key={this.state.attempt}>{this.props.children}</Fragment>
  }
}

/** The redirect of a call: whoever sees it has nothing left to do. */
export function isNavigated(error: unknown): boolean {
  return (error as InterruptError | null)?.navigated === true
}
