/** Whether a POST comes from our own pages: the rule that keeps other sites from calling server functions. Pure. */

export interface OriginFacts {
  /** Every value of the Origin header, in order. */
  readonly origins: readonly string[]
  readonly secFetchSite: string | undefined
  /** What this server is called: the configured public origin, else scheme and Host of the request. Example: `https://example.com` */
  readonly self: string
  /** `actions.allowedOrigins` */
  readonly allowed: readonly string[]
  /** `actions.allowRequestsWithoutOrigin` */
  readonly allowMissing: boolean
}

/** null: ours. Otherwise the reason, for the log. */
export function checkOrigin(facts: OriginFacts): OriginProblem | null {
  const { origins, secFetchSite } = facts
  // Two Origin headers are not something a browser sends: a proxy or an attacker disagrees with itself.
  if (origins.length > 1) return 'several'
  const site = secFetchSite === undefined || !SITES.has(secFetchSite) ? null : secFetchSite
  const origin = origins[0]
  if (origin === undefined) {
    // Some browsers leave Origin out of same-origin form posts, but none can be made to lie about Sec-Fetch-Site.
    if (site === 'same-origin') return null
    if (site === null && secFetchSite === undefined && facts.allowMissing) return null
    return site === null ? 'missing' : 'other-site'
  }
  // Sandboxed frames, data: documents and cross-site redirects say "null": a page that is nobody's.
  if (origin === 'null') return 'null'
  const isOwn = origin === ownOrigin(facts.self)
  if (!isOwn && !isSerializedOrigin(origin)) return 'malformed'
  if (facts.allowed.some((pattern) => matchesOrigin(pattern, origin))) return null
  if (!isOwn) return 'other-origin'
  // The right Origin from another site: the request went through a redirect there.
  return site === 'cross-site' || site === 'same-site' ? 'other-site' : null
}

export type OriginProblem = 'several' | 'missing' | 'other-site' | 'null' | 'malformed' | 'other-origin'

/**
 * `https://admin.example.com` is that origin alone; `admin.example.com` is the host under either scheme; `*.example.com` any
 * direct subdomain, `**.example.com` any subdomain. A wildcard needs two labels after it: `*.com` matches nothing.
 */
export function matchesOrigin(pattern: string, origin: string): boolean {
  const scheme = /^https?:\/\//.exec(pattern)?.[0] ?? null
  if (scheme !== null && !origin.startsWith(scheme)) return false
  const host = origin.slice(origin.indexOf('//') + 2)
  const wanted = (scheme === null ? pattern : pattern.slice(scheme.length)).toLowerCase()
  const wildcard = /^\*{1,2}(?=\.)/.exec(wanted)?.[0]
  if (wildcard === undefined) return host === wanted || (scheme !== null && origin === normalizeOrigin(pattern))
  const suffix = wanted.slice(wildcard.length)
  if (suffix.split('.').filter(Boolean).length < 2 || !host.endsWith(suffix)) return false
  const rest = host.slice(0, -suffix.length)
  return rest !== '' && (wildcard === '**' || !rest.includes('.'))
}

const SITES: ReadonlySet<string> = new Set(['same-origin', 'same-site', 'cross-site', 'none'])

// The longest host name has 253 characters.
const LONGEST = 300

let lastSelf = ''
let lastOwn: string | null = null

/** Nearly every request names the same host: it is read once. */
function ownOrigin(self: string): string | null {
  if (self !== lastSelf) {
    lastOwn = normalizeOrigin(self)
    lastSelf = self
  }
  return lastOwn
}

/** As a browser writes it: lower case, no path, no user, no default port. */
function isSerializedOrigin(value: string): boolean {
  return value.length <= LONGEST && normalizeOrigin(value) === value
}

function normalizeOrigin(value: string): string | null {
  if (!/^https?:\/\/[^/?#@\\\s]+\/?$/i.test(value)) return null
  try {
    return new URL(value).origin
  } catch {
    return null
  }
}
