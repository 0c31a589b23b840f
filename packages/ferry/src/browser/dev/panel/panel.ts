/** The panel of `ferry dev`: the route of this page, its server functions and their calls, its payload. Loaded when it is opened. */
import type { DevState } from '../../../protocol/dev-event.ts'
import { ask } from '../ask.ts'
import { button, element } from '../element.ts'
import type { ShadowHost } from '../shadow-host.ts'
import { cacheView } from './cache-view.ts'
import { callsView } from './calls-view.ts'
import { functionsView } from './functions-view.ts'
import { pagePath } from './page-path.ts'
import { PANEL_STYLE } from './panel-style.ts'
import { payloadView } from './payload-view.ts'
import { routeView } from './route-view.ts'

type View = (state: DevState) => HTMLElement | Promise<HTMLElement>

const VIEWS: Readonly<Record<string, View>> = {
  Calls: callsView,
  Functions: functionsView,
  Route: routeView,
  Payload: payloadView,
  Cache: cacheView,
}

let toggle: (() => void) | null = null

export function togglePanel(host: ShadowHost): void {
  toggle ??= createPanel(host)
  toggle()
}

function createPanel(host: ShadowHost): () => void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(PANEL_STYLE)
  host.root.adoptedStyleSheets.push(sheet)
  let shown = 'Calls'
  const body = element('div', { class: 'body', attributes: { role: 'tabpanel', tabindex: '0' } })
  const tabs = Object.keys(VIEWS).map((name) =>
    element('button', { attributes: { type: 'button', role: 'tab' }, onClick: () => void show(name) }, name),
  )
  const panel = element(
    'section',
    { class: 'panel', attributes: { 'aria-label': 'Ferry development panel', hidden: '' } },
    element(
      'header',
      {},
      element('div', { attributes: { role: 'tablist', 'aria-label': 'Views' } }, ...tabs),
      element('span', { class: 'space' }),
      button('Refresh', { onClick: () => void show(shown) }, '↻'),
      button('Close the panel', { onClick: () => close() }, '✕'),
    ),
    body,
  )
  host.root.append(panel)
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const at = tabs.indexOf(event.target as HTMLButtonElement)
    if (step === undefined || at === -1) return
    const next = tabs[(at + step + tabs.length) % tabs.length]
    next?.focus()
    next?.click()
  })
  // What was called while the panel stands open is shown soon.
  setInterval(() => {
    if (!panel.hidden && shown === 'Calls' && document.visibilityState === 'visible') void show(shown)
  }, 1_000)

  function close(): void {
    panel.hidden = true
  }

  async function show(name: string): Promise<void> {
    shown = name
    for (const tab of tabs) {
      const isShown = tab.textContent === name
      tab.setAttribute('aria-selected', String(isShown))
      tab.tabIndex = isShown ? 0 : -1
    }
    const view = await render(name)
    if (shown === name) body.replaceChildren(view)
  }

  return () => {
    panel.hidden = !panel.hidden
    if (panel.hidden) return
    void show(shown)
    tabs.find(({ textContent }) => textContent === shown)?.focus()
  }
}

async function render(name: string): Promise<HTMLElement> {
  try {
    const state = await ask<DevState>('state', pagePath())
    const view = VIEWS[name]
    if (state && view) return await view(state)
  } catch {
    // Said below.
  }
  return element('p', {}, 'The dev server does not answer.')
}
