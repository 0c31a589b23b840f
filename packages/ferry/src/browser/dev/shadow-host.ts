/** Where the overlay and the panel live: a shadow root of their own, which neither the page's styles nor React touch. */
import { STYLE } from './style.ts'

const NAME = 'ferry-dev'

export interface ShadowHost {
  readonly root: ShadowRoot
  /** React may clear the whole document when it gives up on a page. */
  attach(): void
}

export function createShadowHost(): ShadowHost {
  const host = document.createElement(NAME)
  // Constructed sheets are not subject to the page's content security policy.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  // Closed: what tests of the app look for in a page is never found in here.
  const root = host.attachShadow({ mode: 'closed' })
  root.adoptedStyleSheets = [sheet]
  // What happens in here is not the page's business: its shortcuts, its outside-click listeners.
  for (const type of ['keydown', 'keyup', 'keypress', 'pointerdown', 'mousedown', 'click', 'focusin']) {
    host.addEventListener(type, (event) => event.stopPropagation())
  }
  const attach = () => {
    if (!host.isConnected) document.documentElement.append(host)
  }
  new MutationObserver(attach).observe(document, { childList: true, subtree: false })
  new MutationObserver(attach).observe(document.documentElement, { childList: true })
  return { root, attach }
}
