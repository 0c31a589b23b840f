/** Every error of this page: thrown and not caught, rejected and not handled, found by React while hydrating or rendering. */
import type { BrowserConfig } from '../../protocol/browser-config.ts'
import { CONFIG_GLOBAL, DEV_ERROR_EVENT } from '../../protocol/names.ts'
import { readInterrupt } from '../../protocol/interrupt.ts'
import { consoleText } from './console-text.ts'

export interface PageError {
  readonly kind: 'browser' | 'hydration'
  readonly name: string
  readonly message: string
  readonly stack: string
  /** React's component stack. */
  readonly components: string
  /** Of an error of the server. */
  readonly digest: string
  /** A boundary of the app shows something in its place. */
  readonly isHandled: boolean
  /** React has given up on a part of the page, which does not come back by itself. */
  readonly breaksPage: boolean
}

/** What the browser runtime tells in DEV_ERROR_EVENT. */
export interface NotedError {
  readonly error: unknown
  readonly componentStack: string | undefined
  readonly isHandled: boolean
}

const HYDRATION = /hydrat/i
/** React only warns of attributes. */
const MISMATCH = /^A tree hydrated but some attributes/

/** @param onLog every console.error, as text */
export function watchErrors(onError: (error: PageError) => void, onLog: (text: string) => void): void {
  /** An error comes from React first, with its components, and then from the window. */
  const seen = new WeakSet<object>()

  const take = (error: unknown, componentStack = '', isHandled = false) => {
    if (typeof error === 'object' && error !== null) {
      if (seen.has(error)) return
      seen.add(error)
    }
    if (readInterrupt(error) === null) onError(describe(error, componentStack, isHandled))
  }
  addEventListener(DEV_ERROR_EVENT, (event) => {
    const { error, componentStack, isHandled } = (event as CustomEvent<NotedError>).detail
    take(error, componentStack, isHandled)
  })
  // Whoever prevents the default has dealt with it; listeners that were added later are asked too.
  const late = (event: Event, error: unknown) => setTimeout(() => event.defaultPrevented || take(error))
  addEventListener('error', (event) => {
    if (event instanceof ErrorEvent) late(event, event.error ?? event.message)
  })
  addEventListener('unhandledrejection', (event) => late(event, event.reason))
  watchConsole((text) => {
    onLog(text)
    if (MISMATCH.test(text)) onError({ ...describe(text, '', false), kind: 'hydration', name: 'Hydration' })
  })
  for (const [, digest, message] of failedOnServer()) onError({ ...describe(message, '', true), digest })
}

/** Boundaries that show their fallback in this document. */
function failedOnServer(): NonNullable<BrowserConfig['failed']> {
  const { failed = [] } = (self as unknown as Record<string, BrowserConfig>)[CONFIG_GLOBAL] as BrowserConfig
  return failed.filter(([, digest]) => readInterrupt({ digest }) === null)
}

function describe(thrown: unknown, components: string, isHandled: boolean): PageError {
  const error = thrown instanceof Error ? thrown : null
  const message = error?.message ?? `Thrown: ${String(thrown)}`
  const { digest } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as { digest?: unknown }
  return {
    kind: HYDRATION.test(message) && error !== null ? 'hydration' : 'browser',
    name: error?.name ?? 'Error',
    message: typeof thrown === 'string' ? thrown : message,
    stack: error?.stack ?? '',
    components,
    digest: typeof digest === 'string' ? digest : '',
    isHandled,
    breaksPage: components !== '' || isHandled,
  }
}

function watchConsole(onText: (text: string) => void): void {
  const { error } = console
  console.error = (...parameters: unknown[]) => {
    error.apply(console, parameters)
    onText(consoleText(parameters))
  }
}
