/** Finds the boundary of the shell that has to show an error: React's server renderer has no error boundaries. */
import type { FailedBoundary } from '../../protocol/browser-config.ts'
import { readInterrupt } from '../../protocol/interrupt.ts'
import { readBoundaryStack } from '../../shell/boundary-frame.tsx'

/** Shows what no other boundary does. Named by server/rsc/nearest-boundary. */
const OUTERMOST = 'interrupt:/'

export interface RenderFailure {
  readonly error: unknown
  readonly digest: string
  /** The browser could not do better. */
  readonly isFinal: boolean
  /** As React gives it; the stack is worked out when it is read. */
  readonly info: { readonly componentStack?: string | null }
}

/** @returns the boundaries to show as failed in the next attempt; null when none stands around the error */
export function failBoundary(
  failed: readonly FailedBoundary[],
  { error, digest, info }: RenderFailure,
  message: string,
  { failsWhole = false }: { readonly failsWhole?: boolean } = {},
): readonly FailedBoundary[] | null {
  const interrupt = readInterrupt(error)
  if (interrupt?.kind === 'redirect') return null
  const around = readBoundaryStack(info.componentStack ?? '')
  const id = interrupt
    ? around.find((boundary) => boundary.startsWith('interrupt:'))
    : (around.find((boundary) => boundary.startsWith('error:')) ?? around.find((boundary) => boundary === OUTERMOST))
  if (failsWhole && !interrupt && id === OUTERMOST) return null
  if (id === undefined || failed.some(([known]) => known === id)) return null
  return [...failed, [id, digest, message]]
}
