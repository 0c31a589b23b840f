/** The layouts of an app: the path of each folder that has one, groups left out, with the slots beside its children. */
import type { PatternSegment, RouteNode, RouteTable } from '../protocol/route-table.ts'
import { patternId } from './pattern.ts'
import { parseSegment } from './segment.ts'

/** Layouts of groups meet at one path; there each slot of any of them is named. */
export function layoutSlots({ routes, root }: Pick<RouteTable, 'routes' | 'root'>): Map<string, Set<string>> {
  const layouts = new Map<string, Set<string>>()
  visit(root, [])
  for (const { kind, tree } of routes) if (kind === 'page') visit(tree, [])
  return layouts

  function visit(node: RouteNode, above: readonly PatternSegment[]): void {
    const segment = node.name === '' ? null : parseSegment(node.name, node.name)
    const isInUrl = segment?.kind === 'static' || segment?.kind === 'param' || segment?.kind === 'rest'
    const pattern = isInUrl ? [...above, segment] : above
    if (node.files.layout !== undefined) {
      const slots = layouts.get(patternId(pattern)) ?? new Set()
      for (const slot of Object.keys(node.children)) if (slot !== 'children') slots.add(slot)
      layouts.set(patternId(pattern), slots)
    }
    for (const child of Object.values(node.children)) visit(child, pattern)
  }
}

/** Routes of pages, those of slots with parameters of their own included. */
export function pageRoutes({ routes }: Pick<RouteTable, 'routes'>): Set<string> {
  const pages = new Set<string>()
  for (const { kind, id, tree } of routes) {
    if (kind !== 'page') continue
    pages.add(id)
    visit(tree)
  }
  return pages

  function visit(node: RouteNode): void {
    if (node.pattern) pages.add(patternId(node.pattern))
    for (const child of Object.values(node.children)) visit(child)
  }
}
