/** The browser side of `ferry dev`: brings the page up to date with every change, and shows what is wrong over it. */
import type { BrowserConfig } from '../../protocol/browser-config.ts'
import type { DevMessage, DevPatch, DevVersion } from '../../protocol/dev-message.ts'
import { ASSET_PATH, CONFIG_GLOBAL, DEV_EVENTS_PATH, DEV_REFRESH_EVENT } from '../../protocol/names.ts'
import { ask } from './ask.ts'
import { takePatch } from './hot-patches.ts'
import { takeUpdates } from './hot-updates.ts'
import { createLauncher } from './launcher.ts'
import { createOverlay } from './overlay.ts'
import { watchErrors } from './page-errors.ts'
import { createProblems } from './problems.ts'
import { createShadowHost } from './shadow-host.ts'
import { exchangeStyleSheets, replaceStyleSheets } from './style-sheets.ts'

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

const RELOADED = 'ferry:dev-reloaded'
const config = (self as unknown as Record<string, unknown>)[CONFIG_GLOBAL] as Writable<BrowserConfig>

const host = createShadowHost()
const overlay = createOverlay(host)
const launcher = createLauncher(host.root, () => {
  if (problems.list.length > 0) overlay.open()
  else void import('./panel/panel.ts').then(({ togglePanel }) => togglePanel(host))
})
const problems = createProblems((opens) => {
  launcher.set(problems.list.length)
  overlay.show(problems.list)
  if (opens) overlay.open()
})
watchErrors(
  (error) => void problems.addPageError(error),
  (text) => void ask('log', text).catch(() => {}),
)

let shown: DevVersion | null = null
/** Part of an edit is on screen, and its state is still to come: what is wrong since then is not mended by it. */
let isUnderWay = false
let events: EventSource | null = null
/** One change after the other. */
let work: Promise<unknown> = Promise.resolve()

// A browser opens six connections to one server at most; a tab that nobody sees must not hold one of them.
document.addEventListener('visibilitychange', connect)
connect()
// React hydrates a document that nobody has touched.
addEventListener('load', () => host.attach())

function connect(): void {
  events?.close()
  events = null
  if (document.visibilityState === 'hidden') return
  events = new EventSource(config.basePath + DEV_EVENTS_PATH)
  events.onmessage = ({ data }) => {
    work = work.then(() => receive(JSON.parse(data) as DevMessage))
  }
}

async function receive(message: DevMessage): Promise<void> {
  if ('patch' in message) return patch(message)
  if (message.error !== null) {
    problems.setBuild(message.problems)
    isUnderWay = false
    return
  }
  problems.setBuild([])
  const before = shown
  if (before === null && message.isPartial) return
  shown = message
  if (message.build === config.build && before?.browser === message.browser) return
  const clear = () => {
    if (before !== null) problems.clearPage()
  }
  // An edit came between the document and its scripts: they do not belong together.
  if (before === null && message.build !== config.build && reloadOnce(message)) return
  // What React has given up on does not come back by itself.
  const isBroken = problems.isPageBroken && before !== null
  if (!isUnderWay) clear()
  if (!(await takeUpdates(message.hot, clear)) || isBroken || isOfPublicFiles(before, message)) {
    reloadOnce(message)
    return
  }
  exchangeStyleSheets(message.styles, config.basePath + ASSET_PATH)
  isUnderWay = message.isPartial ?? false
  if (message.build === config.build) return
  config.build = message.build
  // Prevented by whoever fetched the page again.
  if (dispatchEvent(new CustomEvent(DEV_REFRESH_EVENT, { cancelable: true }))) location.reload()
}

/** The page that React has given up on is loaded again, with the state that follows. */
async function patch({ patch: scripts, styles }: DevPatch): Promise<void> {
  if (shown === null || problems.isPageBroken) return
  replaceStyleSheets(styles, config.basePath + ASSET_PATH)
  if (scripts.length === 0) return
  problems.clearPage()
  isUnderWay = await takePatch(scripts, config)
}

/** Nothing but files of public/ has changed: only a new document asks for them again. */
function isOfPublicFiles(before: DevVersion | null, now: DevVersion): boolean {
  if (before === null || before.browser === now.browser) return false
  return before.hot === now.hot && before.styles.join() === now.styles.join()
}

/**
 * Once for each state of the code: a document that stays old (a proxy's cache, say) must not be loaded for ever.
 * False: that was tried.
 */
function reloadOnce({ build, browser }: DevVersion): boolean {
  const state = `${build} ${browser}`
  try {
    if (sessionStorage.getItem(RELOADED) === state) return false
    sessionStorage.setItem(RELOADED, state)
  } catch {
    return false
  }
  location.reload()
  return true
}
