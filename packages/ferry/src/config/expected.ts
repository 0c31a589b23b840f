/** What each configuration key must be: a table of checks that answer with the expectation that was not met. */
import { isIP } from 'node:net'
import { parseDuration, parseSize } from './quantity.ts'

/** null: the value is right. Otherwise what it should have been, to be read after "must be". */
export type Check = (value: unknown) => string | null
export type Shape = { readonly [key: string]: Check | Shape }

const is = (test: (value: unknown) => boolean, expectation: string): Check => {
  return (value) => (test(value) ? null : expectation)
}

const isString = (value: unknown): value is string => typeof value === 'string'
const isListOf = (test: (value: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(test)

const bool = is((value) => typeof value === 'boolean', 'true or false')
const fn = is((value) => typeof value === 'function', 'a function')
const packages = is(
  isListOf((name) => isString(name) && name !== ''),
  'a list of package names',
)
const duration = is(
  (value) => parseDuration(value) !== null,
  'a number of milliseconds or a duration such as "30s" or "10m"',
)

export const expected: Shape = {
  basePath: is(
    (value) =>
      isString(value) && (value === '' || /^(?:\/[A-Za-z0-9._~-]*[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$/.test(value)),
    'a path such as "/shop": a slash in front, none at the end',
  ),
  trailingSlash: bool,
  pageExtensions: is(
    (value) =>
      isListOf((item) => isString(item) && /^[a-z0-9]+(?:\.[a-z0-9]+)*$/i.test(item))(value) &&
      (value as readonly string[]).length > 0,
    'a list of extensions without a leading dot, such as ["tsx", "ts"]',
  ),
  publicUrl: is(isOrigin, 'an origin such as "https://example.com", without a path'),
  trustProxy: is(
    (value) =>
      typeof value === 'boolean' || isHopCount(value) || isTrustedPeer(value) || isListOf(isTrustedPeer)(value),
    'true, a number of proxies, or addresses and subnets such as ["10.0.0.0/8", "loopback"]',
  ),
  headers: fn,
  redirects: fn,
  rewrites: fn,
  webpack: fn,
  transpilePackages: packages,
  serverExternalPackages: packages,
  compress: bool,
  csp: is((value) => typeof value === 'boolean' || (isString(value) && value.trim() !== ''), 'true, false or a policy'),
  actions: {
    bodySizeLimit: is((value) => (parseSize(value) ?? 0) > 0, 'a number of bytes or a size such as "500kb" or "1mb"'),
    allowedOrigins: is(
      isListOf(isAllowedOrigin),
      'a list of hosts or origins such as "shop.example.com", "https://shop.example.com" or "*.example.com", without a path',
    ),
    allowRequestsWithoutOrigin: bool,
    timeout: duration,
    replayTimeout: duration,
    once: { window: duration },
  },
  store: is((value) => isString(value) && value !== '', 'the name or path of a module'),
  server: {
    healthPath: is((value) => value === false || isServerPath(value), 'a path such as "/healthz", or false'),
    readyPath: is((value) => value === false || isServerPath(value), 'a path such as "/readyz", or false'),
    metrics: is((value) => typeof value === 'boolean' || isServerPath(value), 'true, false or a path'),
    maxRequests: is(isCount, 'a number of requests'),
    maxConnections: is(isCount, 'a number of connections'),
    maxConnectionsPerAddress: is(isCount, 'a number of connections'),
    maxDelay: duration,
    shutdownDelay: duration,
    shutdownTimeout: duration,
  },
  dev: {
    allowedHosts: is(
      isListOf(isHostPattern),
      'a list of host names without ports, such as "shop.test" or "*.tunnel.example"',
    ),
    browserErrors: bool,
  },
  env: is(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      Object.entries(value).every(([name, text]) => /^[A-Za-z_]\w*$/.test(name) && isString(text)),
    'an object of names and texts',
  ),
}

export function isOrigin(value: unknown): value is string {
  if (!isString(value) || !URL.canParse(value)) return false
  const url = new URL(value)
  return /^https?:$/.test(url.protocol) && (value === url.origin || value === `${url.origin}/`)
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isServerPath(value: unknown): boolean {
  return isString(value) && /^(?:\/[A-Za-z0-9._~-]+)+$/.test(value)
}

function isHopCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 32
}

function isTrustedPeer(value: unknown): boolean {
  if (!isString(value)) return false
  if (['loopback', 'linklocal', 'uniquelocal'].includes(value)) return true
  const [address = '', prefix, ...rest] = value.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128))
}

function isHostPattern(value: unknown): boolean {
  return isString(value) && value.length <= 253 && /^(?:\*\.(?=[^.]+\.))?[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(value)
}

/** As the check of origins reads them: an exact host or origin, or a wildcard with at least two labels after it. */
function isAllowedOrigin(value: unknown): boolean {
  if (!isString(value) || value.length > 260) return false
  return /^(?:https?:\/\/)?(?:\*\*?\.(?=[^.:]+\.))?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?$/i.test(value)
}
