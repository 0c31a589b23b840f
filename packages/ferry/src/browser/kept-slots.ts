/** Slots that have no page at the URL of a page: on a soft navigation they go on showing what they did. Pure. */
import type { PagePayload, SegmentTree, SlotOrigin } from '../protocol/payload.ts'
import { renderedSince } from './merge-page.ts'

/**
 * `page` with what `base` shows in such slots, where the layout around them stays.
 *
 * @param isWanted which slots, by key; default: all
 */
export function keepSlots(
  base: PagePayload,
  page: PagePayload,
  isWanted: (slot: string) => boolean = () => true,
): PagePayload {
  if (base.build !== page.build) return page
  const kept: Record<string, SlotOrigin> = {}
  const segments = { ...page.segments }
  const tree = keepBelow(base.tree, page.tree)
  if (tree === page.tree) return page
  const params = { ...paramsOf(Object.keys(kept)), ...page.params }
  const since = Math.min(renderedSince(base), renderedSince(page))
  return { ...page, tree, segments, params, since, kept: { ...page.kept, ...kept } }

  function keepBelow(shown: SegmentTree, node: SegmentTree): SegmentTree {
    if (shown.key !== node.key) return node
    const children = Object.entries(node.children).map(([slot, child]) => {
      const own = shown.children[slot]
      return [slot, own ? (child.unmatched ? keep(node.key, own, child) : keepBelow(own, child)) : child] as const
    })
    const isSame = children.every(([slot, child]) => child === node.children[slot])
    return isSame ? node : { ...node, children: Object.fromEntries(children) }
  }

  /** @param slot key of the folder whose page it is */
  function keep(slot: string, own: SegmentTree, child: SegmentTree): SegmentTree {
    if (own.unmatched || isIntercepting(own) || !isWanted(slot)) return child
    kept[slot] = base.kept?.[slot] ?? { address: base.url, from: base.from }
    for (const [at, inner] of Object.entries(base.kept ?? {})) if (at.startsWith(`${slot}/`)) kept[at] = inner
    for (const key of keysOf(own)) segments[key] = base.segments[key]
    return own
  }

  /** Of the folders of slots: what a slot was filled with is in its keys. */
  function paramsOf(slots: readonly string[]): PagePayload['params'] {
    const keys = Object.keys(segments).filter((key) => slots.some((slot) => key.startsWith(`${slot}/`)))
    const names = keys.flatMap((key) => Array.from(key.matchAll(/\[(?:\.\.\.)?([^\][]+)\]+=/g), ([, name]) => name))
    return Object.fromEntries(Object.entries(base.params).filter(([name]) => names.includes(name)))
  }
}

/** What stands before a page is closed by going elsewhere. A folder of that kind begins so, and no parameter does. */
function isIntercepting({ key, children }: SegmentTree): boolean {
  return /\/\(\.{1,3}\)[^/]*$/.test(key) || Object.values(children).some(isIntercepting)
}

/** Nothing can be shown there: the answer of a document says so. */
export function hasEmptySlot({ unmatched, children }: SegmentTree): boolean {
  return unmatched === 'empty' || Object.values(children).some(hasEmptySlot)
}

function keysOf({ key, children }: SegmentTree): string[] {
  return [key, ...Object.values(children).flatMap(keysOf)]
}
