/**
 * The one way from a reference to the server. What makes a call is a chunk of its own, loaded when the first reference
 * appears: a page without server functions does without, and by the time of a call it is there.
 */
import type { CallServer } from 'react-server-dom-webpack/client'
import { currentCallOptions } from './call-options.ts'
import type { Tab } from './tab.ts'

let tab: Tab | undefined
let loading: Promise<typeof import('./make-call.ts')> | undefined

export const callServer: CallServer = async (id, args) => {
  // Read now: the caller's callOptions() is still on the stack, and the user still on the page.
  const options = currentCallOptions()
  const intent = tab?.stage.intent
  const { makeCall } = await loadCalls()
  if (tab === undefined || intent === undefined)
    throw new Error('A server function was called before the page was ready.')
  return makeCall(tab, { id, args, options, intent })
}

/** By the entry, before anything is rendered. */
export function connectCalls(connected: Tab): void {
  tab = connected
}

export function loadCalls(): NonNullable<typeof loading> {
  loading ??= import('./make-call.ts').catch((error) => {
    loading = undefined
    throw error
  })
  return loading
}
