/** The browser side of `ferry dev`: shows errors over the page, and brings the page up to date when they are mended. */
import type { BrowserConfig } from '../protocol/browser-config.ts'
import { CONFIG_GLOBAL, DEV_EVENTS_PATH, DEV_REFRESH_EVENT } from '../protocol/names.ts'
import type { DevMessage } from './message.ts'
import { hideOverlay, showOverlay } from './overlay.ts'

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

const RELOADED = 'ferry:dev-reloaded'
const config = (self as unknown as Record<string, unknown>)[CONFIG_GLOBAL] as Writable<BrowserConfig>
let browser: string | null = null
let events: EventSource | null = null

// A browser opens six connections to one server at most; a tab that nobody sees must not hold one of them.
document.addEventListener('visibilitychange', connect)
connect()

function connect(): void {
  events?.close()
  events = null
  if (document.visibilityState === 'hidden') return
  events = new EventSource(config.basePath + DEV_EVENTS_PATH)
  events.onmessage = ({ data }) => receive(JSON.parse(data) as DevMessage)
}

function receive(message: DevMessage): void {
  if (message.error !== null) {
    showOverlay(message.error)
    return
  }
  hideOverlay()
  const known = browser
  browser = message.browser
  if (message.build === config.build) return
  // On the first message nothing is known of what this page loaded.
  if (known !== message.browser) {
    reloadOnce(message.build)
    return
  }
  config.build = message.build
  // Prevented by whoever fetched the page again.
  if (dispatchEvent(new CustomEvent(DEV_REFRESH_EVENT, { cancelable: true }))) location.reload()
}

/** Once for each build: a document that stays old (a proxy's cache, say) must not be loaded for ever. */
function reloadOnce(build: string): void {
  try {
    if (sessionStorage.getItem(RELOADED) === build) return
    sessionStorage.setItem(RELOADED, build)
  } catch {
    return
  }
  location.reload()
}
