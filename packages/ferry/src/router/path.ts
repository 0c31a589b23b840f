/** Paths: the segments of one that arrived, and the path of a route with given parameters. Inverse of each other. */
import * as catalogue from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import type { PatternSegment, RouteEntry } from '../protocol/route-table.ts'
import type { Params } from './match.ts'
import { writeSegment } from './pattern.ts'

/**
 * Splits on the literal `/` and decodes each segment exactly once. `/` gives `[]`, `/a%2Fb/c` gives `['a/b', 'c']`.
 *
 * @param pathname starts with `/`
 * @returns null when an escape is malformed: such a request is answered 400.
 */
export function splitPath(pathname: string): string[] | null {
  const segments = pathname === '/' ? [] : pathname.slice(1).split('/')
  if (!pathname.includes('%')) return segments
  try {
    return segments.map(decodeURIComponent)
  } catch {
    return null
  }
}

/**
 * The path of a route, each value escaped. Without trailing slash and without the base path.
 *
 * @param params values as the page receives them: decoded. An optional catch-all may be left out.
 * @throws FERRY_ROUTE_PARAM_VALUE when a parameter is missing or cannot stand in a path
 */
export function buildPath(route: Pick<RouteEntry, 'id' | 'pattern'>, params: Readonly<Params>): string {
  const path = route.pattern.map((segment) => writeValue(segment, params, route.id)).join('')
  return path === '' ? '/' : path
}

function writeValue(segment: PatternSegment, params: Readonly<Params>, id: string): string {
  if (segment.kind === 'static') return `/${encodeURIComponent(segment.value)}`
  const value = Object.hasOwn(params, segment.name) ? params[segment.name] : undefined
  if (segment.kind === 'param') {
    if (typeof value !== 'string') throw badValue(segment, value, id)
    return `/${writeText(segment, value, id)}`
  }
  if (value === undefined && segment.optional) return ''
  if (!Array.isArray(value) || (value.length === 0 && !segment.optional)) throw badValue(segment, value, id)
  return value.map((text) => `/${writeText(segment, text, id)}`).join('')
}

function writeText(segment: PatternSegment, text: string, id: string): string {
  // URL parsers drop `.` and `..`, escaped or not; an empty segment and half a surrogate pair cannot be written at all.
  if (typeof text !== 'string' || text === '' || text === '.' || text === '..' || !/^\P{Cs}+$/u.test(text)) {
    throw badValue(segment, text, id)
  }
  return encodeURIComponent(text)
}

function badValue(segment: PatternSegment, value: unknown, id: string): FerryError {
  const what = value === undefined ? 'is missing' : `cannot be ${JSON.stringify(value)}`
  return new FerryError(catalogue.routeParamValue, `The parameter ${writeSegment(segment)} of ${id} ${what}.`)
}
