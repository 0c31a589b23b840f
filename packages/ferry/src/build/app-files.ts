/** The files below app/, and which of them the route table names. */
import { readdirSync } from 'node:fs'
import { sep } from 'node:path'
import type { RouteNode, RouteTable } from '../protocol/route-table.ts'

/** Relative to the folder, with forward slashes, in a stable order. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      `${entry.parentPath}${sep}${entry.name}`
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .sort()
}

/** Every module the server may ask for by its path below app/. */
export function routeFiles(table: RouteTable): string[] {
  const files = new Set<string>()
  for (const tree of [
    table.root,
    ...table.routes.map((route) => route.tree),
    ...(table.intercepts ?? []).map((one) => one.tree),
  ]) {
    for (const file of filesOfTree(tree)) files.add(file)
  }
  for (const file of [table.globalError, table.globalNotFound]) if (file) files.add(file)
  return [...files].sort()
}

/** What a page of this tree is made of: the payload of every page refers to global-error. */
export function filesOfPage(tree: RouteNode, { globalError }: RouteTable): string[] {
  return globalError === undefined ? filesOfTree(tree) : [...filesOfTree(tree), globalError]
}

function filesOfTree(node: RouteNode): string[] {
  return [...Object.values(node.files), ...Object.values(node.children).flatMap(filesOfTree)]
}
