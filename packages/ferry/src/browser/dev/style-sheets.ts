/** Puts the style sheets that are served now in the place of their older versions; there is no moment without either. */

/** @param served file names of every style sheet of the app. Example: `styles-3a.1b2c3d4e.css` */
export function exchangeStyleSheets(served: readonly string[], assets: string): void {
  const byStem = new Map(served.map((file) => [stemOf(file), file]))
  forEachSheet(assets, (link, file) => {
    if (served.includes(file)) return
    const next = byStem.get(stemOf(file))
    if (next === undefined) link.remove()
    else exchange(link, assets + encodeURI(next))
  })
}

/** Those that are named take the place of their older versions; the others stay. */
export function replaceStyleSheets(files: readonly string[], assets: string): void {
  forEachSheet(assets, (link, file) => {
    const next = files.find((one) => one !== file && stemOf(one) === stemOf(file))
    if (next !== undefined) exchange(link, assets + encodeURI(next))
  })
}

/** @param assets path below which style sheets are the app's own */
function forEachSheet(assets: string, visit: (link: HTMLLinkElement, file: string) => void): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    const { origin, pathname } = new URL(link.href, location.href)
    if (origin !== location.origin || !pathname.startsWith(assets)) continue
    visit(link, decodeURIComponent(pathname.slice(assets.length)))
  }
}

function exchange(old: HTMLLinkElement, href: string): void {
  const isThere = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].find(
    (link) => link.getAttribute('href') === href,
  )
  if (isThere?.sheet) {
    old.remove()
    return
  }
  const link = isThere ?? (old.cloneNode() as HTMLLinkElement)
  link.addEventListener('load', () => old.remove(), { once: true })
  if (isThere) return
  link.setAttribute('href', href)
  old.after(link)
}

/** The name without the hash of the content. */
function stemOf(file: string): string {
  return file.replace(/\.[0-9a-f]{8,}\.css$/, '')
}
