/** Where this app is reached, for redirects. */
import type { Incoming } from '../protocol/incoming.ts'
import type { AppState } from './app-state.ts'
import type { AppOrigin } from './redirect-target.ts'

/** @param address of the page on screen */
export function originOf({ settings }: Pick<AppState, 'settings'>, incoming: Incoming, address: string): AppOrigin {
  const { scheme, host, mount } = incoming
  const origin = settings.publicUrl === null ? `${scheme}://${host}` : new URL(settings.publicUrl).origin
  return { origin, prefix: mount + settings.basePath, address }
}
