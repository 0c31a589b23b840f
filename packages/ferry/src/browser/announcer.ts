/** Tells screen readers that another page is there: its title, in a live region that nothing else touches. */

export interface Announcer {
  /** @param always also when the title is the same as before */
  announce(always: boolean): void
}

/** Later changes are the app's own: a number of unread messages, say. */
const LATEST_TITLE = 5000
/** A region is read out when its text changes after it is there, so the first text comes a moment after the region. */
const DELAY = 100

export function createAnnouncer(): Announcer {
  let region: HTMLElement | undefined
  let last = document.title
  let timer: ReturnType<typeof setTimeout> | undefined
  let end: ReturnType<typeof setTimeout> | undefined
  // The title of a page may arrive after the page.
  const titles = new MutationObserver(() => say(false))

  function say(always: boolean): void {
    const text = document.title || document.querySelector('h1')?.textContent || location.pathname
    if (!always && text === last) return
    last = text
    region = region?.isConnected ? region : createRegion()
    const { shadowRoot } = region
    const line = shadowRoot?.firstElementChild
    if (!line) return
    line.textContent = ''
    clearTimeout(timer)
    timer = setTimeout(() => (line.textContent = text), DELAY)
  }

  return {
    announce(always) {
      titles.observe(document.head, { childList: true, subtree: true, characterData: true })
      clearTimeout(end)
      end = setTimeout(() => titles.disconnect(), LATEST_TITLE)
      // Titles are put into the head after the layout effects.
      setTimeout(say, 0, always)
    },
  }
}

/** In a shadow root, where neither styles nor scripts of the app find it. */
function createRegion(): HTMLElement {
  const host = document.createElement('ferry-announcer')
  host.style.position = 'absolute'
  const line = document.createElement('div')
  line.ariaLive = 'polite'
  line.ariaAtomic = 'true'
  line.style.cssText = 'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap'
  host.attachShadow({ mode: 'open' }).append(line)
  document.body.append(host)
  return host
}
