/** One call of a server function: what is sent, and what becomes of the answer's result, page and redirect. */
import { createFromReadableStream, createTemporaryReferenceSet, encodeReply } from 'react-server-dom-webpack/client'
import { InterruptError } from '../protocol/interrupt.ts'
import { HEADER } from '../protocol/headers.ts'
import { ACTION_PATH, PAYLOAD_TYPE, PROTOCOL_VERSION } from '../protocol/names.ts'
import type { CallPayload, PagePayload } from '../protocol/payload.ts'
import { CallError, callErrorFrom } from './call-error.ts'
import type { CallOptions } from './call-options.ts'
import { exchange } from './exchange.ts'
import { withoutHiddenFields } from './hidden-fields.ts'
import { leaving } from './leave-document.ts'
import { renderedSince } from './merge-page.ts'
import { refreshedPage } from './refreshed-page.tsx'
import { createRunningForms } from './running-forms.ts'
import { recoverFromSkew } from './skew.ts'
import type { Tab } from './tab.ts'

export interface Call {
  readonly id: string
  readonly args: unknown[]
  readonly options: CallOptions
  /** The stage's, at the time of the call. */
  readonly intent: number
}

/** This chunk is loaded once per tab. */
const runningForms = createRunningForms()

export async function makeCall(tab: Tab, { id, args, options, intent }: Call): Promise<unknown> {
  const { config, stage, freshness, callServer } = tab
  const { address } = stage
  const behind = stage.latest.from
  const ticket = freshness.begin()
  let form: ReturnType<typeof runningForms.enter> | undefined
  try {
    const temporaryReferences = createTemporaryReferenceSet()
    const signal = signalOf(options)
    const body = await encodeReply(args.map(withoutHiddenFields), { temporaryReferences, ...(signal && { signal }) })
    form = runningForms.enter(id, args.some((argument) => argument instanceof FormData) ? body : null)
    const request = {
      url: config.basePath + ACTION_PATH + id,
      headers: {
        Accept: PAYLOAD_TYPE,
        [HEADER.protocol]: PROTOCOL_VERSION,
        [HEADER.build]: config.build,
        [HEADER.page]: address,
        ...(behind !== undefined && { [HEADER.from]: behind }),
        [HEADER.once]: options.once ?? form.key,
        ...(ticket.asksForPage() && { [HEADER.url]: address }),
      },
      body,
      signal,
      onProgress: options.onProgress,
    }
    const {
      result,
      page: pending,
      redirect,
      finished,
    } = await exchange(request, (stream) => createFromReadableStream(stream, { callServer, temporaryReferences }))
    // A page that cannot be rendered fails where it is shown; the result does not depend on it.
    const page = await Promise.resolve(pending).catch(() => undefined)
    ticket.end()
    ticket.finished(finished ?? page?.version ?? 0)
    if (redirect) {
      await follow(tab, redirect, page, intent)
      const { url, type } = redirect
      throw Object.assign(new InterruptError({ kind: 'redirect', url, type, status: 307 }), { navigated: true })
    }
    if (page && page.build !== config.build) recoverFromSkew(tab)
    else {
      if (page) stage.offer(refreshedPage(stage.latest, page), address)
      // Handed to React before the caller goes on: an optimistic value gives way to the real one in one step.
      if (freshness.isStale(renderedSince(stage.latest))) await refetch(tab)
    }
    return await result
  } catch (error) {
    ticket.end()
    if (error instanceof CallError && error.kind === 'unknown-function' && recoverFromSkew(tab)) await leaving()
    throw callErrorFrom(error)
  } finally {
    form?.done()
  }
}

async function refetch({ navigator }: Tab): Promise<void> {
  await (await navigator().catch(() => null))?.refetch()
}

async function follow(
  { navigator }: Tab,
  redirect: NonNullable<CallPayload['redirect']>,
  page: PagePayload | undefined,
  intent: number,
): Promise<void> {
  const loaded = await navigator().catch(() => null)
  if (loaded) return loaded.follow(redirect, page, intent)
  location.assign(redirect.url)
  await leaving()
}

function signalOf({ signal, timeout }: CallOptions): AbortSignal | undefined {
  if (timeout === undefined) return signal
  const limit = AbortSignal.timeout(timeout)
  return signal ? AbortSignal.any([signal, limit]) : limit
}
