/** File names below app/ → the table of routes. Pure: it is given names, it reads no disk. */
import * as catalogue from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import { FERRY_PATH } from '../protocol/names.ts'
import type { InterceptEntry, MetadataFile, RouteEntry, RouteTable } from '../protocol/route-table.ts'
import { checkConflicts } from './conflicts.ts'
import { type Folder, readFolders, type ScanOptions } from './folders.ts'
import { collectLeaves, type Leaf } from './leaves.ts'
import { patternId, patternShape } from './pattern.ts'
import { chainTree, filesOf, routeTree, type SlotPages, type Surroundings } from './route-tree.ts'

/**
 * Makes the route table of an app.
 *
 * @param files every file below app/, relative to it, with forward slashes. Example: `['layout.tsx', 'notes/[id]/page.tsx']`
 * @throws FerryError FERRY_ROUTE_…, naming every file that takes part in the mistake
 */
export function scanRoutes(files: readonly string[], options: ScanOptions): RouteTable {
  const appDir = options.appDir ?? 'app'
  const root = readFolders(files, options)
  const leaves = collectLeaves(root, appDir)
  for (const leaf of leaves) checkLeaf(leaf, appDir)
  checkConflicts(leaves, appDir)

  const around: Surroundings = { slotPages: indexSlotPages(leaves), metadata: indexMetadata(leaves) }
  const routes = new Map<string, RouteEntry>()
  for (const leaf of leaves.filter((leaf) => !leaf.slot && !leaf.interceptsFrom)) {
    routes.set(patternShape(leaf.pattern), mainEntry(leaf, around))
  }
  for (const leaf of leaves.filter((leaf) => leaf.slot && !leaf.interceptsFrom)) {
    const shape = patternShape(leaf.pattern)
    const entry = routes.has(shape) ? null : slotEntry(leaf, around)
    if (entry) routes.set(shape, entry)
  }
  const intercepts = leaves.filter((leaf) => leaf.interceptsFrom).map(interceptEntry)
  const metadata = around.metadata.get(root)
  const globalError = root.files.get('global-error')
  const globalNotFound = root.files.get('global-not-found')
  return {
    routes: [...routes.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    root: { name: '', files: filesOf(root, null), children: {}, ...(metadata && { metadata }) },
    ...(intercepts.length > 0 && { intercepts }),
    ...(globalError !== undefined && { globalError }),
    ...(globalNotFound !== undefined && { globalNotFound }),
  }
}

function mainEntry(leaf: Leaf, around: Surroundings): RouteEntry {
  const { kind, pattern, chain, file, metadata } = leaf
  const tree =
    kind === 'page'
      ? routeTree(chain, 'page', pattern, around)
      : { name: chain.at(-1)?.name ?? '', files: { route: file }, children: {} }
  return { id: patternId(pattern), kind, pattern, tree, ...(metadata && { metadata }) }
}

/** A URL that only a slot has a page for exists when the folder around the outermost slot has a default to stand beside it. */
function slotEntry(leaf: Leaf, around: Surroundings): RouteEntry | null {
  const outermost = leaf.chain.findIndex((folder) => folder.segment?.kind === 'slot')
  const chain = leaf.chain.slice(0, outermost)
  if (!chain.at(-1)?.files.has('default')) return null
  const { pattern } = leaf
  return { id: patternId(pattern), kind: 'page', pattern, tree: routeTree(chain, 'default', pattern, around) }
}

function interceptEntry(leaf: Leaf): InterceptEntry {
  const { pattern, interceptsFrom, chain } = leaf
  return { id: patternId(pattern), pattern, from: interceptsFrom ?? [], tree: chainTree(chain) }
}

function indexMetadata(leaves: readonly Leaf[]): Map<Folder, MetadataFile[]> {
  const files = new Map<Folder, MetadataFile[]>()
  for (const { metadata: convention, file, pattern, chain } of leaves) {
    const folder = chain.at(-1)
    if (!convention || !folder) continue
    files.set(folder, [...(files.get(folder) ?? []), { convention, file, pattern }])
  }
  return files
}

function indexSlotPages(leaves: readonly Leaf[]): SlotPages {
  const pages = new Map<Folder, Map<string, Leaf>>()
  for (const leaf of leaves) {
    if (!leaf.slot || leaf.interceptsFrom) continue
    const ofSlot = pages.get(leaf.slot) ?? new Map<string, Leaf>()
    ofSlot.set(patternShape(leaf.pattern), leaf)
    pages.set(leaf.slot, ofSlot)
  }
  return pages
}

function checkLeaf(leaf: Leaf, appDir: string): void {
  const file = `${appDir}/${leaf.file}`
  const first = leaf.pattern[0]
  if (first?.kind === 'static' && `/${first.value}` === FERRY_PATH) {
    throw new FerryError(catalogue.routeMisplaced, `${file} lies below ${FERRY_PATH}, which Ferry keeps for itself.`, {
      place: { file },
    })
  }
  if (leaf.kind === 'page' && !leaf.chain.some((folder) => folder.files.has('layout'))) {
    throw new FerryError(
      catalogue.routeNoLayout,
      `${file} has no layout around it: no file renders <html> and <body>.`,
      {
        place: { file },
      },
    )
  }
}
