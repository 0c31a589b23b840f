/** The error over the page: plain text in a shadow root, so that neither the page's styles nor the error's text can break it. */

const ID = 'ferry-dev-overlay'

export function showOverlay(text: string): void {
  hideOverlay()
  const host = document.createElement('div')
  host.id = ID
  const box = document.createElement('pre')
  box.textContent = text
  box.setAttribute('role', 'alert')
  Object.assign(box.style, {
    position: 'fixed',
    inset: '0',
    zIndex: '2147483647',
    margin: '0',
    padding: '2rem',
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    font: '14px/1.5 ui-monospace, monospace',
    color: '#f5f5f5',
    background: '#1a1a1af2',
  })
  host.attachShadow({ mode: 'open' }).append(box)
  document.documentElement.append(host)
}

export function hideOverlay(): void {
  document.getElementById(ID)?.remove()
}
