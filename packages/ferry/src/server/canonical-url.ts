/** The one reading of a request's target. Middleware, router and everything else see this, and nothing reads it again. */
import { PAYLOAD_PATH } from '../protocol/names.ts'
import { splitPath } from '../router/path.ts'

export interface CanonicalUrl {
  /** Mount path and base path: what stands before `path` in the address bar. Example: `/shop` */
  readonly prefix: string
  /** Escaped, but for what needs no escape; no slash at the end but for the root. Example: `/notes/a%2Fb` */
  readonly path: string
  /** Each decoded exactly once; null when no route may answer: `.`, `..` or nothing between two slashes. */
  readonly segments: readonly string[] | null
  /** With `?`, or ''. */
  readonly search: string
  /**
   * How the path ended or what it repeated: it is redirected to its one form. `bare`: the base path, and not even a slash.
   * The path of a site's root, and of a mounted app's, is always a slash.
   */
  readonly slashes: 'none' | 'trailing' | 'repeated' | 'bare'
}

export type UrlReading =
  | { readonly kind: 'url'; readonly url: CanonicalUrl }
  | { readonly kind: 'refused'; readonly status: 400 | 404 }

const BAD: UrlReading = { kind: 'refused', status: 400 }
const ELSEWHERE: UrlReading = { kind: 'refused', status: 404 }

/**
 * @param target origin-form, below `mount`
 * @param basePath without trailing slash
 */
export function readUrl(target: string, mount: string, basePath: string): UrlReading {
  const query = target.indexOf('?')
  const raw = query < 0 ? target : target.slice(0, query)
  const search = query < 0 || query === target.length - 1 ? '' : target.slice(query)
  // A browser never sends these; what a proxy or a log makes of them differs from what we would.
  if (!raw.startsWith('/') || /[\\#\s\0-\x1f\x7f]|%00/.test(raw)) return BAD
  if (basePath !== '' && raw !== basePath && !raw.startsWith(`${basePath}/`)) return ELSEWHERE
  const path = raw.slice(basePath.length)
  if (path === '/' && basePath !== '') return rootOfBase(mount + basePath, search, 'trailing')
  if (path !== '') return readPath(path, mount + basePath, search)
  return rootOfBase(mount + basePath, search, 'bare')
}

function rootOfBase(prefix: string, search: string, slashes: 'trailing' | 'bare'): UrlReading {
  return { kind: 'url', url: { prefix, path: '/', segments: [], search, slashes } }
}

/** A page of the app by what the address bar shows. null: it is none. */
export function readAddress(address: string, mount: string, basePath: string): CanonicalUrl | null {
  const path = address.split('#', 1)[0] as string
  if (!path.startsWith(mount)) return null
  const reading = readUrl(path.slice(mount.length) || '/', mount, basePath)
  return reading.kind === 'url' ? reading.url : null
}

/** The page whose payload is asked for; null when the URL is not that of a payload. */
export function pageOfPayload(url: CanonicalUrl): CanonicalUrl | null {
  if (!url.path.startsWith(PAYLOAD_PATH)) return null
  const rest = url.path.slice(PAYLOAD_PATH.length)
  if (rest !== '' && !rest.startsWith('/')) return null
  const page = readPath(rest || '/', url.prefix, url.search)
  return page.kind === 'url' ? page.url : null
}

/** Path and query as the address bar shows them. */
export function addressOf(url: CanonicalUrl, trailingSlash: boolean): string {
  const slash = trailingSlash && url.path !== '/' && !isFile(url.path) ? '/' : ''
  // The page of a prefix is the prefix itself.
  const path = url.path === '/' && url.prefix !== '' && !trailingSlash ? url.prefix : url.prefix + url.path + slash
  return path + url.search
}

/** Where a path that is not in its one form has to go: always within our origin. null: stay. */
export function slashRedirect(url: CanonicalUrl, trailingSlash: boolean): string | null {
  const { path, slashes } = url
  if (path === '/' && slashes === 'none') return null
  const plain = path === '/' ? 'bare' : 'none'
  const wanted = trailingSlash && !isFile(path) ? 'trailing' : plain
  return slashes === wanted ? null : addressOf(url, trailingSlash)
}

function readPath(raw: string, prefix: string, search: string): UrlReading {
  const single = raw.includes('//') ? raw.replace(/\/{2,}/g, '/') : raw
  const hasTrailing = single.length > 1 && single.endsWith('/')
  const path = plainEscapes(hasTrailing ? single.slice(0, -1) : single)
  const segments = splitPath(path)
  if (!segments || segments.some((segment) => segment.includes('\0'))) return BAD
  const isPlain = !segments.includes('..') && !segments.includes('.')
  const slashes = single !== raw ? 'repeated' : hasTrailing ? 'trailing' : 'none'
  return { kind: 'url', url: { prefix, path, segments: isPlain ? segments : null, search, slashes } }
}

function isFile(path: string): boolean {
  return path.includes('.', path.lastIndexOf('/'))
}

/** `/%61dmin` is `/admin`: for the router, so for everybody who compares paths (RFC 3986, 6.2.2). */
function plainEscapes(path: string): string {
  if (!path.includes('%')) return path
  return path.replace(/%[0-9a-f]{2}/gi, (triple) => {
    const character = String.fromCharCode(Number.parseInt(triple.slice(1), 16))
    return /[\w.~-]/.test(character) ? character : triple.toUpperCase()
  })
}
