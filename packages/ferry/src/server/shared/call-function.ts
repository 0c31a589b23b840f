/** Runs a server function in a request of its own, for unit tests. */
import { Readable } from 'node:stream'
import { type Interrupt, readInterrupt } from '../../protocol/interrupt.ts'
import type { Incoming } from '../../protocol/incoming.ts'
import { runAfterTasks } from './after-answer.ts'
import { RequestContext, runInRequest } from './request-context.ts'

export interface CallFunctionOptions {
  readonly cookies?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** What requestSignal() gives. */
  readonly signal?: AbortSignal
}

export interface CallResult<T> {
  /** undefined when the function ended with an interrupt. */
  readonly value: T | undefined
  /** What redirect(), notFound(), forbidden() or unauthorized() said; null when none was called. */
  readonly interrupt: Interrupt | null
  /** Values of the Set-Cookie headers. */
  readonly setCookies: readonly string[]
}

/**
 * Calls `fn` as the server would: cookies(), headers(), requestSignal() and after() work; tasks of after() have ended
 * when the result is there. Errors that are no interrupts reject.
 *
 * @example
 * const { value, setCookies } = await callFunction(signIn, { cookies: { lang: 'de' } }, 'ada', 'secret')
 */
export async function callFunction<Args extends unknown[], T>(
  fn: (...args: Args) => Promise<T> | T,
  options: CallFunctionOptions,
  ...args: Args
): Promise<CallResult<T>> {
  const work: Promise<unknown>[] = []
  const context = new RequestContext(incomingOf(options), {
    log: () => {},
    mode: 'development',
    draftProof: 'test',
    keepAlive: (promise) => work.push(promise),
  })
  context.phase = 'function'
  const settled = await runInRequest(context, async () => fn(...args)).then(
    (value) => ({ value, interrupt: null }),
    (error: unknown) => ({ value: undefined, interrupt: interruptOf(error) }),
  )
  const errors: unknown[] = []
  runAfterTasks(context, (error) => errors.push(error))
  await Promise.all(work)
  if (errors.length > 0) throw errors[0]
  return { ...settled, setCookies: context.setCookies }
}

function interruptOf(error: unknown): Interrupt {
  const interrupt = readInterrupt(error)
  if (!interrupt) throw error
  return interrupt
}

function incomingOf({ cookies, headers, signal }: CallFunctionOptions): Incoming {
  const lower = Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  const cookie = Object.entries(cookies ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  if (cookie.length > 0) lower.cookie = cookie.join('; ')
  return {
    method: 'POST',
    target: '/',
    mount: '',
    headers: lower,
    rawHeaders: Object.entries(lower).flat(),
    scheme: 'http',
    host: 'localhost',
    ip: '127.0.0.1',
    body: Readable.from([]),
    signal: signal ?? new AbortController().signal,
  }
}
