/** Which layouts a navigating browser has on screen already: written by it, read by the server, which leaves them out. */
import type { SegmentTree } from './payload.ts'

/** Name of the segment that is a page. A parameter may have it for a value: see {@link isPage}. */
export const PAGE_SEGMENT = '__PAGE__'

/** A folder has always something below it. */
export function isPage({ segment, children }: SegmentTree): boolean {
  return segment === PAGE_SEGMENT && children.children === undefined
}

/** More than this is not sent, and not read. */
const LIMIT = 2048
const MAX_LEAVES = 16

/**
 * Each folder with a page in it, escaped, with a space between them; a folder is held with all folders around it.
 * Example: `/feed/by/%5Bname%5D=ada /feed/@modal`. null: too much to say.
 */
export function writeHeldSegments(tree: SegmentTree): string | null {
  const leaves: string[] = []
  collectLeaves(tree, leaves)
  const text = leaves.join(' ')
  return text.length > LIMIT || leaves.length > MAX_LEAVES ? null : text
}

/** Comes from anyone: what cannot have been written by {@link writeHeldSegments} is as good as nothing. */
export function readHeldSegments(header: unknown): HeldSegments | null {
  if (typeof header !== 'string' || header.length > LIMIT || !/^\/[!-~]*( \/[!-~]*)*$/.test(header)) return null
  const leaves = header.split(' ')
  if (leaves.length > MAX_LEAVES) return null
  try {
    return new HeldSegments(leaves.map(decodeURIComponent))
  } catch {
    return null
  }
}

export class HeldSegments {
  readonly #leaves: readonly string[]

  constructor(leaves: readonly string[]) {
    this.#leaves = leaves
  }

  /**
   * True when the segment is on screen with these very slots: a layout that gets another set of them is another element.
   *
   * @param slots beside `children`
   */
  has(key: string, slots: readonly string[]): boolean {
    const below = this.#leaves.filter((leaf) => leaf === key || leaf.startsWith(`${key}/`))
    const shown = new Set(below.flatMap((leaf) => /^\/@([^/]+)/.exec(leaf.slice(key.length))?.[1] ?? []))
    return below.length > 0 && shown.size === slots.length && slots.every((slot) => shown.has(slot))
  }
}

function collectLeaves({ key, children }: SegmentTree, leaves: string[]): void {
  const folders = Object.values(children).filter((child) => !isPage(child))
  if (folders.length === 0) leaves.push(encodeURIComponent(key || '/').replaceAll('%2F', '/'))
  for (const folder of folders) collectLeaves(folder, leaves)
}
