/** A page whose answer left out what the browser holds, made whole with the page on screen. Pure. */
import type { PagePayload, SegmentTree } from '../protocol/payload.ts'

/** @returns null when `base` has not everything that was left out */
export function mergePage(base: PagePayload, page: PagePayload): PagePayload | null {
  const missing = missingKeys(page.tree, page)
  if (missing.length === 0) return page
  if (base.build !== page.build || !missing.every((key) => key in base.segments)) return null
  const kept = Object.fromEntries(missing.map((key) => [key, base.segments[key]]))
  const since = Math.min(renderedSince(base), page.version)
  return { ...page, since, segments: { ...kept, ...page.segments } }
}

/** How old the oldest part of a page is, on the scale of versions. */
export function renderedSince({ since, version }: PagePayload): number {
  return since ?? version
}

function missingKeys({ key, children }: SegmentTree, page: PagePayload): string[] {
  const below = Object.values(children).flatMap((child) => missingKeys(child, page))
  return key in page.segments ? below : [key, ...below]
}
