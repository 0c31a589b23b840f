/** Puts the style sheets that are served now in the place of their older versions; there is no moment without either. */

/** @param served file names of every style sheet of the app. Example: `styles-3a.1b2c3d4e.css` */
export function exchangeStyleSheets(served: readonly string[], assets: string): void {
  const byStem = new Map(served.map((file) => [stemOf(file), file]))
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    const { origin, pathname } = new URL(link.href, location.href)
    if (origin !== location.origin || !pathname.startsWith(assets)) continue
    const file = decodeURIComponent(pathname.slice(assets.length))
    if (served.includes(file)) continue
    const next = byStem.get(stemOf(file))
    if (next === undefined) link.remove()
    else exchange(link, assets + encodeURI(next))
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
