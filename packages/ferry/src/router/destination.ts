/** Where a rule of the configuration leads: its destination, with the parameters of the source filled in. */
import { parseSource, type SourceToken } from './source-tokens.ts'
import type { SourceParams } from './source-pattern.ts'

export interface Destination {
  /** `https://example.com`, or '' for a path of the app. */
  readonly origin: string
  readonly path: readonly SourceToken[]
  /** Without `?`. */
  readonly query: string
  /** With `#`, or ''. */
  readonly hash: string
}

/** @throws FERRY_SOURCE_PATTERN */
export function parseDestination(text: string): Destination {
  const [, origin = '', path = '', query = '', hash = ''] =
    /^(https?:\/\/[^/?#]*)?([^?#]*)\??([^#]*)(#.*)?$/i.exec(text) ?? []
  return { origin, path: parseSource(path === '' ? '/' : path), query, hash }
}

/** Names that the path cannot do without. */
export function neededParams({ path }: Destination): string[] {
  return path.flatMap((token) => (typeof token === 'string' || /[?*]/.test(token.modifier) ? [] : [token.name]))
}

export interface FilledDestination {
  readonly origin: string
  /** Begins with one `/`. */
  readonly path: string
  /** With `?`, or ''. */
  readonly search: string
  readonly hash: string
}

/**
 * @param params each escaped for a path
 * @param search of the request: what the destination does not name goes on
 * @param passUnused parameters become part of the query when the destination names none of them
 * @returns null when a value cannot stand where it is asked for
 */
export function fillDestination(
  destination: Destination,
  params: SourceParams,
  search: string,
  passUnused: boolean,
): FilledDestination | null {
  const origin = fillText(destination.origin, params)
  if (origin !== '' && !/^https?:\/\/[a-z0-9.-]+(?::\d+)?$/i.test(origin)) return null
  let path = ''
  for (const token of destination.path) {
    if (typeof token === 'string') path += token
    else if (params[token.name] !== undefined) path += token.prefix + params[token.name] + token.suffix
    else if (token.modifier === '' || token.modifier === '+') return null
  }
  const own = fillQuery(destination.query, params)
  if (passUnused && !namesAny(destination, params)) {
    for (const [name, value] of Object.entries(params)) {
      if (!/^\d+$/.test(name)) own.push(`${name}=${asQuery(value)}`)
    }
  }
  const query = mergeQueries(own, search.slice(1))
  const hash = fillText(destination.hash, params)
  // A second slash in front would be another host.
  return { origin, path: `/${path.replace(/^\/+/, '')}`, search: query === '' ? '' : `?${query}`, hash }
}

const PARAMETER = /:([A-Za-z_]\w*|\d+)[?*+]?/g

/** Outside of paths a colon that is followed by no known parameter is a colon. */
export function fillText(text: string, params: SourceParams): string {
  return text.replace(PARAMETER, (written, name: string) => params[name] ?? written)
}

function fillQuery(query: string, params: SourceParams): string[] {
  const parts = query.split('&').filter((part) => part !== '')
  return parts.map((part) =>
    part.replace(PARAMETER, (written, name: string) => {
      const value = params[name]
      return value === undefined ? written : asQuery(value)
    }),
  )
}

/** `&` and `=` may stand in a path as they are. */
function asQuery(value: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(value))
  } catch {
    // A regular expression took half of an escape.
    return encodeURIComponent(value)
  }
}

function namesAny({ origin, path, query, hash }: Destination, params: SourceParams): boolean {
  if (path.some((token) => typeof token !== 'string' && token.name in params)) return true
  return Array.from((origin + query + hash).matchAll(PARAMETER)).some(([, name]) => (name as string) in params)
}

function mergeQueries(own: readonly string[], request: string): string {
  const names = new Set(own.map(nameOf))
  return [...own, ...request.split('&').filter((part) => part !== '' && !names.has(nameOf(part)))].join('&')
}

function nameOf(part: string): string {
  return new URLSearchParams(part).keys().next().value ?? ''
}
