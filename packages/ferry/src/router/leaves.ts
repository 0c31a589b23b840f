/** Every file that answers a URL, with the pattern of that URL and the folders on the way to it. */
import * as catalogue from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import type { MetadataConvention, PatternSegment } from '../protocol/route-table.ts'
import type { Folder } from './folders.ts'
import { urlNameIn } from './metadata-file.ts'

export interface Leaf {
  readonly kind: 'page' | 'handler'
  /** Relative to app/. */
  readonly file: string
  readonly pattern: readonly PatternSegment[]
  /** From app/ to the folder of the file. */
  readonly chain: readonly Folder[]
  /** The innermost slot folder on the way, or null. */
  readonly slot: Folder | null
  /** Set when the way goes through `(.)name`: the URL pattern of the folder that intercepts. */
  readonly interceptsFrom: readonly PatternSegment[] | null
  /** A handler that is a file of this kind. */
  readonly metadata?: MetadataConvention
}

/** @throws FERRY_ROUTE_REST_NOT_LAST, FERRY_ROUTE_DUPLICATE_PARAM, FERRY_ROUTE_MISPLACED */
export function collectLeaves(root: Folder, appDir: string): Leaf[] {
  const leaves: Leaf[] = []
  visit(root, { pattern: [], chain: [root], slot: null, interceptsFrom: null })
  return leaves

  function visit(folder: Folder, way: Omit<Leaf, 'kind' | 'file'>): void {
    const page = folder.files.get('page')
    const route = folder.files.get('route')
    if (page !== undefined) leaves.push({ ...way, kind: 'page', file: page })
    if (route !== undefined) {
      if (way.slot || way.interceptsFrom) throw misplacedHandler(`${appDir}/${route}`, folder)
      leaves.push({ ...way, kind: 'handler', file: route })
    }
    // What stands in the place of a page, or beside one, has no head.
    const described = way.slot || way.interceptsFrom ? [] : folder.metadata
    for (const { file, ...name } of described) {
      const value = urlNameIn(groupsOf(way.chain), name)
      const pattern = extend(way.pattern, { kind: 'static', value }, file, appDir)
      leaves.push({ ...way, kind: 'handler', file, pattern, metadata: name.convention })
    }
    for (const child of folder.children.values()) {
      visit(child, { ...step(way, child, appDir), chain: [...way.chain, child] })
    }
  }
}

function groupsOf(chain: readonly Folder[]): string[] {
  return chain.flatMap(({ segment, name }) => (segment?.kind === 'group' ? [name.slice(1, -1)] : []))
}

type Position = Pick<Leaf, 'pattern' | 'slot' | 'interceptsFrom'>

function step(from: Position, folder: Folder, appDir: string): Position {
  const segment = folder.segment
  switch (segment?.kind) {
    case 'static':
    case 'param':
    case 'rest':
      return { ...from, pattern: extend(from.pattern, segment, firstFile(folder), appDir) }
    case 'slot':
      return { ...from, slot: folder }
    case 'intercept': {
      const keep = segment.up === 'root' ? 0 : from.pattern.length - segment.up
      if (keep < 0) {
        const file = `${appDir}/${firstFile(folder)}`
        throw new FerryError(catalogue.routeMisplaced, `${file}: “${folder.name}” climbs above ${appDir}/.`, {
          place: { file },
        })
      }
      const base = from.pattern.slice(0, keep)
      const target = segment.target as PatternSegment
      return { ...from, interceptsFrom: from.pattern, pattern: extend(base, target, firstFile(folder), appDir) }
    }
    default:
      return from
  }
}

function extend(
  pattern: readonly PatternSegment[],
  next: PatternSegment,
  cause: string,
  appDir: string,
): readonly PatternSegment[] {
  const file = `${appDir}/${cause}`
  const last = pattern.at(-1)
  if (last?.kind === 'rest') {
    throw new FerryError(
      catalogue.routeRestNotLast,
      `${file} lies below [...${last.name}], which already takes the rest of the URL.`,
      { place: { file } },
    )
  }
  if (next.kind !== 'static' && pattern.some((known) => known.kind !== 'static' && known.name === next.name)) {
    throw new FerryError(
      catalogue.routeDuplicateParam,
      `The path to ${file} has two parameters called “${next.name}”.`,
      {
        place: { file },
      },
    )
  }
  return [...pattern, next]
}

/** Any file in or below a folder: a folder exists in the tree only because of one. */
export function firstFile(folder: Folder): string {
  for (const file of folder.files.values()) return file
  for (const { file } of folder.metadata) return file
  for (const child of folder.children.values()) return firstFile(child)
  return folder.name
}

function misplacedHandler(file: string, folder: Folder): FerryError {
  return new FerryError(
    catalogue.routeMisplaced,
    `${file} is a route handler below “${folder.name}”: slots and intercepting folders have pages only.`,
    { place: { file } },
  )
}
