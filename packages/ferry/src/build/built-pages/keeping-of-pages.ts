/** Which routes of an app may have pages that are kept. */
import type { RouteEntry, RouteTable } from '../../protocol/route-table.ts'
import { filesOfPage } from '../app-files.ts'
import type { ServerGraph } from '../server-graph.ts'

export interface KeepingRoutes {
  /** Ids of the routes that may, which is known for certain when their modules run. */
  readonly ids: readonly string[]
  /** One of them says so in so many words: it is worth the while to run them. */
  readonly isSure: boolean
}

/** Handlers are not kept. */
export function keepingOfPages(table: RouteTable, { routes }: ServerGraph): KeepingRoutes {
  const said = (route: RouteEntry) => filesOfPage(route.tree, table).map((file) => routes.get(file)?.keeping ?? 'no')
  const found = table.routes
    .filter(({ kind }) => kind === 'page')
    .map((route) => ({ id: route.id, keeping: said(route) }))
    .filter(({ keeping }) => keeping.some((one) => one !== 'no'))
  return { ids: found.map(({ id }) => id), isSure: found.some(({ keeping }) => keeping.includes('yes')) }
}
