/** Addresses as the user writes them (without basePath) and as the browser sees them (with it). Pure. */

/** `/notes` → `/shop/notes`, `/` → `/shop`. Relative, absolute and protocol-relative addresses stay as they are. */
export function withBase(href: string, basePath: string): string {
  if (basePath === '' || !href.startsWith('/') || href.startsWith('//')) return href
  return basePath + href.replace(/^\/(?![^?#])/, '')
}

/** `/shop/notes` → `/notes`; `/shop` → `/`. */
export function withoutBase(pathname: string, basePath: string): string {
  return isBelow(pathname, basePath) ? pathname.slice(basePath.length) || '/' : pathname
}

/** True for an address whose pages belong to this app: only those can be navigated to without a new document. */
export function isOwnPage(url: URL, origin: string, basePath: string): boolean {
  return url.origin === origin && isBelow(url.pathname, basePath)
}

function isBelow(pathname: string, basePath: string): boolean {
  return pathname === basePath || pathname.startsWith(basePath + '/')
}
