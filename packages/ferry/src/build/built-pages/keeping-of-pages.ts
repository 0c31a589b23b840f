/** Whether an app has pages that may be kept. */
import type { RouteTable } from '../../protocol/route-table.ts'
import { filesOfPage } from '../app-files.ts'
import type { ServerGraph } from '../server-graph.ts'
import type { Keeping } from './says-how.ts'

/** Of all pages; handlers are not kept. */
export function keepingOfPages(routes: RouteTable, graph: ServerGraph): Keeping {
  const pages = routes.routes.filter(({ kind }) => kind === 'page')
  const files = new Set(pages.flatMap(({ tree }) => filesOfPage(tree, routes)))
  const found = new Set([...files].map((file) => graph.routes.get(file)?.keeping ?? 'no'))
  return found.has('yes') ? 'yes' : found.has('maybe') ? 'maybe' : 'no'
}
