/** Route files that begin with "use server": what was meant as a Server Component is then a function that anyone can call. */
import { join } from 'node:path'
import { routeIsFunction } from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import type { RouteTable } from '../protocol/route-table.ts'
import { filesOfPage } from './app-files.ts'
import type { ServerGraph } from './server-graph.ts'

/** A warning for each. Server Components need no directive. */
export function componentFunctions(graph: ServerGraph, table: RouteTable, appDir: string): FerryError[] {
  const trees = [...table.routes, ...(table.intercepts ?? [])].map(({ tree }) => tree)
  const routeFiles = new Set(trees.flatMap((tree) => filesOfPage(tree, table)).map((file) => join(appDir, file)))
  return graph.functionModules
    .filter(({ resource }) => routeFiles.has(resource))
    .map(
      ({ file }) =>
        new FerryError(
          routeIsFunction,
          `${file} begins with "use server", so its components can be called as functions.`,
          {
            place: { file, line: 1 },
          },
        ),
    )
}
