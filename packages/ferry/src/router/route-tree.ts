/** The nested folders that render one URL: layouts from the outside in, and beside them the slots. */
import type { MetadataFile, PatternSegment, RouteNode, SegmentFile } from '../protocol/route-table.ts'
import type { Folder } from './folders.ts'
import type { Leaf } from './leaves.ts'
import { patternId, patternShape } from './pattern.ts'

/** Pages of slots, by slot folder and shape of the URL. */
export type SlotPages = ReadonlyMap<Folder, ReadonlyMap<string, Leaf>>

/** What surrounds the files of a URL. */
export interface Surroundings {
  readonly slotPages: SlotPages
  readonly metadata: ReadonlyMap<Folder, readonly MetadataFile[]>
}

/**
 * The tree of one URL.
 *
 * @param chain from app/ (or from a slot) to the innermost folder
 * @param content what the innermost folder renders: its page, or its default where only a slot has a page
 */
export function routeTree(
  chain: readonly Folder[],
  content: 'page' | 'default',
  pattern: readonly PatternSegment[],
  around: Surroundings,
): RouteNode {
  const [folder, ...inner] = chain as [Folder, ...Folder[]]
  const children: Record<string, RouteNode> = {}
  if (inner.length > 0) children.children = routeTree(inner, content, pattern, around)
  for (const [name, child] of slotsOf(folder)) {
    children[name] = slotTree(child, pattern, around)
  }
  const metadata = around.metadata.get(folder)
  const files = filesOf(folder, inner.length === 0 ? content : null)
  const isUnmatched = inner.length === 0 && content === 'default'
  return { name: folder.name, files, children, ...(isUnmatched && { isUnmatched }), ...(metadata && { metadata }) }
}

const slotsByFolder = new WeakMap<Folder, readonly (readonly [name: string, slot: Folder])[]>()

/** Looked for once: a folder may have a thousand others in it, and is on the way to each of them. */
function slotsOf(folder: Folder) {
  const known = slotsByFolder.get(folder)
  if (known) return known
  const slots = [...folder.children.values()].flatMap((child) =>
    child.segment?.kind === 'slot' ? [[child.segment.name, child] as const] : [],
  )
  slotsByFolder.set(folder, slots)
  return slots
}

/** Only the folders of the chain, without what stands beside them: what an intercepting page adds to the page on screen. */
export function chainTree(chain: readonly Folder[]): RouteNode {
  const [folder, ...inner] = chain as [Folder, ...Folder[]]
  const next = inner[0]?.segment
  const children = inner.length > 0 ? { [next?.kind === 'slot' ? next.name : 'children']: chainTree(inner) } : {}
  return { name: folder.name, files: filesOf(folder, inner.length === 0 ? 'page' : null), children }
}

/** The conventional files that surround a page; the page itself, or the default in its place, only where it is rendered. */
export function filesOf(folder: Folder, content: 'page' | 'default' | null): RouteNode['files'] {
  const files: Partial<Record<SegmentFile, string>> = {}
  for (const [convention, file] of folder.files) {
    if (convention === 'global-error' || convention === 'global-not-found' || convention === 'route') continue
    if ((convention === 'page' || convention === 'default') && convention !== content) continue
    files[convention] = file
  }
  return files
}

function slotTree(slot: Folder, pattern: readonly PatternSegment[], around: Surroundings): RouteNode {
  const leaf = slotPage(slot, pattern, around.slotPages)
  if (leaf) {
    const tree = routeTree(leaf.chain.slice(leaf.chain.indexOf(slot)), 'page', pattern, around)
    return patternId(leaf.pattern) === patternId(pattern) ? tree : { ...tree, pattern: leaf.pattern }
  }
  return routeTree([slot], 'default', pattern, around)
}

/** The slot's page for exactly this URL, or else its innermost catch-all above it. */
function slotPage(slot: Folder, pattern: readonly PatternSegment[], slotPages: SlotPages): Leaf | null {
  const pages = slotPages.get(slot)
  if (!pages) return null
  const exact = pages.get(patternShape(pattern))
  if (exact) return exact
  for (let length = pattern.length; length >= 0; length--) {
    const above = patternShape(pattern.slice(0, length))
    const rest = length < pattern.length ? pages.get(`${above}/[...]`) : undefined
    const leaf = rest ?? pages.get(`${above}/[[...]]`)
    if (leaf) return leaf
  }
  return null
}
