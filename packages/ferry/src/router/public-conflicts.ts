/** A file of public/ at the URL of a route: it would always be the one to answer. */
import * as catalogue from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import type { RouteNode, RouteTable } from '../protocol/route-table.ts'

/**
 * Routes with parameters answer what no file does, so those are left alone.
 *
 * @param files relative to public/, with forward slashes
 * @throws FERRY_ROUTE_CONFLICT, naming both files
 */
export function checkPublicFiles(
  { routes }: Pick<RouteTable, 'routes'>,
  files: readonly string[],
  appDir: string,
): void {
  const served = new Set(files)
  if (served.size === 0) return
  for (const { id, pattern, tree } of routes) {
    const names = pattern.map((segment) => (segment.kind === 'static' ? segment.value : null))
    const path = names.join('/')
    if (names.includes(null) || !served.has(path)) continue
    const file = `${appDir}/${answeringFile(tree)}`
    throw new FerryError(catalogue.routeConflict, `public/${path} and ${file} both answer ${id}.`, { place: { file } })
  }
}

function answeringFile({ files, children }: RouteNode): string | undefined {
  return children.children ? answeringFile(children.children) : (files.route ?? files.page ?? files.default)
}
