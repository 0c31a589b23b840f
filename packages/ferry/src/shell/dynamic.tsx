/** Components that load when they are first rendered, and can be kept away from the server. Works in every world. */
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { ClientOnly } from './client-only.tsx'

type Loaded<P> = ComponentType<P> | { default: ComponentType<P> }

export interface DynamicLoading {
  readonly error: null
  readonly isLoading: true
  readonly pastDelay: true
}

export interface DynamicOptions {
  /** Shown until the component is there. */
  loading?: (state: DynamicLoading) => ReactNode
  /** `false`: rendered in the browser only. */
  ssr?: boolean
}

/**
 * A component whose code is a chunk of its own.
 *
 * @example
 * const Chart = dynamic(() => import('./chart'), { ssr: false, loading: () => <p>Loading…</p> })
 */
export function dynamic<P extends object = object>(
  loader: () => Promise<Loaded<P>>,
  { loading: Loading, ssr = true }: DynamicOptions = {},
): ComponentType<P> {
  const Lazy = lazy(async () => ({ default: componentOf(await loader()) }))
  // biome-ignore lint/correctness/noComponentHookFactories: called once per component, at module level, as lazy() is
  function Dynamic(props: P): ReactNode {
    const fallback = Loading ? <Loading error={null} isLoading pastDelay /> : null
    const content = <Lazy {...props} />
    return (
      <Suspense fallback={fallback}>{ssr ? content : <ClientOnly fallback={fallback}>{content}</ClientOnly>}</Suspense>
    )
  }
  return Dynamic
}

function componentOf<P>(loaded: Loaded<P>): ComponentType<P> {
  return 'default' in loaded ? loaded.default : loaded
}
