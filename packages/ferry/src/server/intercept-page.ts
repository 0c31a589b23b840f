/** A soft navigation to a page that an intercepting one stands before: the page on screen stays, with that in its slot. */
import type { InterceptEntry, RouteNode } from '../protocol/route-table.ts'
import { findInterception, interceptTree } from '../router/intercept.ts'
import type { AppState } from './app-state.ts'
import { readAddress } from './canonical-url.ts'
import { type Page, planPage } from './find-route.ts'
import type { Intercepts } from './intercepts.ts'
import { openPage } from './open-page.ts'
import type { RequestContext } from './shared/request-context.ts'

/**
 * @param page that is gone to
 * @param from path and query of the page on screen, as the browser says; it is opened like any other, middleware included
 * @returns null: nothing stands before it
 */
export async function interceptPage(
  app: AppState,
  intercepts: Intercepts,
  context: RequestContext,
  page: Page,
  from: string,
): Promise<Page | null> {
  const { mount } = context.incoming
  const origin = readAddress(from, mount, app.settings.basePath)
  if (!origin?.segments || !page.url.segments) return null
  const found = findInterception(intercepts.entries, page.url.segments, origin.segments)
  if (!found) return null
  const opened = await openPage(app, context, origin, 'GET')
  if (opened.kind !== 'found' || opened.found.kind !== 'page' || opened.found.page.status !== 200) return null
  const behind = opened.found.page
  const tree = composedTree(intercepts, behind.tree, found.entry)
  if (!tree) return null
  const plan = await planPage(app, behind.url.prefix, tree, 'page')
  const intercepted = { params: found.params, search: page.url.search, from: behind.address }
  return { ...behind, tree, plan, address: page.address, intercepted }
}

function composedTree({ trees }: Intercepts, base: RouteNode, entry: InterceptEntry): RouteNode | null {
  const known = trees.get(base) ?? new Map<InterceptEntry, RouteNode | null>()
  trees.set(base, known)
  const tree = known.get(entry)
  if (tree !== undefined) return tree
  const made = interceptTree(base, entry)
  known.set(entry, made)
  return made
}
