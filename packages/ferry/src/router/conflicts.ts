/** Two files that cannot both be right: same URL, or one position of the URL under two parameter names. */
import * as catalogue from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import type { PatternSegment } from '../protocol/route-table.ts'
import type { Leaf } from './leaves.ts'
import { patternId, patternShape, segmentShape, writeSegment } from './pattern.ts'

/**
 * Checks each pair of files that could meet, in time linear in their number.
 *
 * @throws FERRY_ROUTE_CONFLICT, FERRY_ROUTE_PARAM_NAMES, each naming both files
 */
export function checkConflicts(leaves: readonly Leaf[], appDir: string): void {
  const claims = new Map<string, Leaf>()
  const names = new Map<string, { readonly segment: PatternSegment; readonly leaf: Leaf }>()
  for (const leaf of leaves) {
    if (leaf.interceptsFrom === null) checkNames(leaf, names, appDir)
    for (const claim of claimsOf(leaf)) {
      const other = claims.get(claim)
      if (other) throw conflict(other, leaf, appDir)
      claims.set(claim, leaf)
    }
  }
}

/** What a file takes for itself. An optional catch-all takes the URL without the rest, and the place of a catch-all, too. */
function claimsOf(leaf: Leaf): string[] {
  const where = `${slotPath(leaf)} ${leaf.interceptsFrom ? patternId(leaf.interceptsFrom) : ''} `
  const last = leaf.pattern.at(-1)
  if (last?.kind !== 'rest') return [where + patternShape(leaf.pattern)]
  const before = leaf.pattern.slice(0, -1)
  const rest = where + patternShape([...before, { ...last, optional: false }])
  return last.optional ? [where + patternShape(before), rest] : [rest]
}

function slotPath(leaf: Leaf): string {
  const end = leaf.slot ? leaf.chain.indexOf(leaf.slot) : 0
  return leaf.chain
    .slice(1, end + 1)
    .map((folder) => folder.name)
    .join('/')
}

function checkNames(leaf: Leaf, names: Map<string, { segment: PatternSegment; leaf: Leaf }>, appDir: string): void {
  let above = ''
  for (const segment of leaf.pattern) {
    const here = `${above}/${segmentShape(segment)}`
    above = here
    if (segment.kind === 'static') continue
    const known = names.get(here)
    if (!known) {
      names.set(here, { segment, leaf })
    } else if (writeSegment(known.segment) !== writeSegment(segment)) {
      throw new FerryError(
        catalogue.routeParamNames,
        `${appDir}/${known.leaf.file} and ${appDir}/${leaf.file} call the same part of the URL ` +
          `${writeSegment(known.segment)} and ${writeSegment(segment)}.`,
        { place: { file: `${appDir}/${leaf.file}` } },
      )
    }
  }
}

function conflict(first: Leaf, second: Leaf, appDir: string): FerryError {
  const ids = [...new Set([patternId(first.pattern), patternId(second.pattern)])].join(' and ')
  return new FerryError(
    catalogue.routeConflict,
    `${appDir}/${first.file} and ${appDir}/${second.file} both answer ${ids}.`,
    { place: { file: `${appDir}/${second.file}` } },
  )
}
