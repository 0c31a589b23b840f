/** Where redirect() may go: anywhere in this app; elsewhere only to an http(s) URL that was written out. */
import { redirectTarget } from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'

export interface RedirectTarget {
  /** As for a Location header: path with prefix, or an absolute URL when it is external. */
  readonly location: string
  readonly external: boolean
}

/** Where the app is reached. */
export interface AppOrigin {
  /** Example: `https://example.com` */
  readonly origin: string
  /** Mount path and base path. */
  readonly prefix: string
  /** Address of the page on screen: relative targets start there. */
  readonly address: string
}

/**
 * @param url as given to redirect(): `/notes`, `?tab=a`, `../`, `https://example.com/`
 * @throws FERRY_REDIRECT_TARGET for every other scheme, for `//host` and for characters that do not belong in a URL
 */
export function readRedirect(url: string, { origin, prefix, address }: AppOrigin): RedirectTarget {
  if (/[\0-\x1f\x7f\\]/.test(url) || url !== url.trim()) throw refusal(url, 'it contains characters that no URL has')
  if (/^https?:\/\//i.test(url)) return readAbsolute(url, origin)
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) throw refusal(url, 'only http and https URLs are followed')
  // `//host/path` is how an unchecked path of a request leaves the site.
  if (url.startsWith('//')) throw refusal(url, 'a URL of another site has to begin with https:// or http://')
  const base = new URL(address, origin)
  const target = new URL(url.startsWith('/') ? prefix + url : url, base)
  if (target.origin !== base.origin) throw refusal(url, 'it leaves this site')
  return within(target, url)
}

function readAbsolute(url: string, origin: string): RedirectTarget {
  if (!URL.canParse(url)) throw refusal(url, 'it is not a valid URL')
  const target = new URL(url)
  if (target.origin !== origin) return { location: target.href, external: true }
  return within(target, url)
}

/** Dots in a path can leave `//host` behind, which a browser takes for another site. */
function within(target: URL, url: string): RedirectTarget {
  if (target.pathname.startsWith('//')) throw refusal(url, 'its path begins with //, which names another site')
  return { location: target.pathname + target.search + target.hash, external: false }
}

function refusal(url: string, reason: string): FerryError {
  return new FerryError(redirectTarget, `redirect(${JSON.stringify(url.slice(0, 200))}) was refused: ${reason}.`)
}
