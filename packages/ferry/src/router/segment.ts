/** The meaning of one folder name below app/ (private folders, `_name`, never get here). */
import * as catalogue from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'

export type Segment =
  | { readonly kind: 'static'; readonly value: string }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'rest'; readonly name: string; readonly optional: boolean }
  | { readonly kind: 'group' }
  | { readonly kind: 'slot'; readonly name: string }
  | { readonly kind: 'intercept'; readonly up: number | 'root'; readonly target: Segment }

/**
 * Reads a folder name.
 *
 * @param name Example: `[...rest]`
 * @param file A file below that folder, for the message. Example: `app/docs/[...rest]/page.tsx`
 * @throws FERRY_ROUTE_BAD_SEGMENT
 */
export function parseSegment(name: string, file: string): Segment {
  if (name.startsWith('@')) return parseSlot(name, file)
  const intercept = /^((?:\(\.\.\))+|\(\.\)|\(\.\.\.\))(.*)$/.exec(name)
  if (intercept) return parseIntercept(name, intercept[1] ?? '', intercept[2] ?? '', file)
  if (name.startsWith('(')) return parseGroup(name, file)
  if (name.includes('[') || name.includes(']')) return parseDynamic(name, file)
  if (/[()\\]/.test(name)) throw bad(name, file, 'Brackets are allowed around the whole name only.')
  // `_name` is private, so a URL that starts with an underscore is spelt with its escape, as in Next.js.
  return { kind: 'static', value: name.replace(/^%5F/i, '_') }
}

const PARAM_NAME = /^[^\s()[\]{}.…?*#%/\\@:]+$/

function parseDynamic(name: string, file: string): Segment {
  const rest = /^\[\.\.\.([^[\]]*)\]$/.exec(name)
  if (rest) return { kind: 'rest', name: paramName(rest[1] ?? '', name, file), optional: false }
  const optional = /^\[\[\.\.\.([^[\]]*)\]\]$/.exec(name)
  if (optional) return { kind: 'rest', name: paramName(optional[1] ?? '', name, file), optional: true }
  const single = /^\[([^[\]]*)\]$/.exec(name)
  if (single) return { kind: 'param', name: paramName(single[1] ?? '', name, file) }
  if (/^\[\[[^[\]]*\]\]$/.test(name)) {
    throw bad(
      name,
      file,
      'A single parameter cannot be optional: use a page in the parent folder as well, or [[...name]].',
    )
  }
  throw bad(name, file, 'A dynamic segment is the whole folder name: [name], [...name] or [[...name]].')
}

function paramName(name: string, folder: string, file: string): string {
  if (name.startsWith('…')) throw bad(folder, file, 'It has one “…” character where three dots are meant.')
  // A parameter object travels as JSON, and this is the one key that does not survive there.
  if (!PARAM_NAME.test(name) || name === '__proto__') {
    throw bad(folder, file, name === '' ? 'The parameter has no name.' : `“${name}” cannot name a parameter.`)
  }
  return name
}

function parseGroup(name: string, file: string): Segment {
  if (!/^\([^()[\]]+\)$/.test(name)) throw bad(name, file, 'A group is a name in one pair of parentheses: (name).')
  return { kind: 'group' }
}

function parseSlot(name: string, file: string): Segment {
  const slot = name.slice(1)
  if (!/^[\w$-]+$/.test(slot)) throw bad(name, file, 'A slot is named like a prop: @name.')
  if (slot === 'children') throw bad(name, file, 'The slot “children” is the folder itself.')
  return { kind: 'slot', name: slot }
}

function parseIntercept(name: string, marker: string, rest: string, file: string): Segment {
  if (rest === '') throw bad(name, file, 'The marker stands before the name of a segment: (.)name.')
  const target = parseSegment(rest, file)
  if (target.kind !== 'static' && target.kind !== 'param' && target.kind !== 'rest') {
    throw bad(name, file, 'Only a segment that is part of the URL can be intercepted.')
  }
  if (marker === '(...)') return { kind: 'intercept', up: 'root', target }
  return { kind: 'intercept', up: marker === '(.)' ? 0 : marker.length / 4, target }
}

function bad(name: string, file: string, why: string): FerryError {
  return new FerryError(
    catalogue.routeBadSegment,
    `${file}: the folder name “${name}” is not a route segment. ${why}`,
    {
      place: { file },
    },
  )
}
