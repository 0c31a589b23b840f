/** Which route files a request is going to need, so that they are compiled in one go. A guess: middleware may lead elsewhere. */
import { HEADER } from '../protocol/headers.ts'
import { ACTION_PATH, FERRY_PATH, PAYLOAD_PATH } from '../protocol/names.ts'
import type { RouteNode, RouteTable } from '../protocol/route-table.ts'
import { compileRoutes, matchRoute } from '../router/match.ts'

/** URL and headers → files below app/; empty for what is no page. */
export type NeededFiles = (target: string, headers: Readonly<Record<string, unknown>>) => readonly string[]

export function neededFiles(table: RouteTable, basePath: string): NeededFiles {
  const matcher = compileRoutes(table)

  return (target, headers) => {
    const path = pagePath(target, headers)
    const segments = path === null ? null : segmentsOf(path)
    if (segments === null) return []
    const match = matchRoute(matcher, segments)
    if (match) return filesOf(match.route.tree, table)
    if (table.globalNotFound !== undefined) return [table.globalNotFound]
    return filesOf(table.root, table)
  }

  /** A call is made from a page, and refreshes it. */
  function pagePath(target: string, headers: Readonly<Record<string, unknown>>): string | null {
    const path = belowBase(target)
    if (path === null || !path.startsWith(`${FERRY_PATH}/`)) return path
    if (path.startsWith(`${PAYLOAD_PATH}/`)) return path.slice(PAYLOAD_PATH.length)
    const page = headers[HEADER.page] ?? headers[HEADER.url]
    return path.startsWith(ACTION_PATH) && typeof page === 'string' ? belowBase(page) : null
  }

  function belowBase(target: string): string | null {
    const path = target.split(/[?#]/, 1)[0] ?? ''
    return path === basePath || path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : null
  }
}

function segmentsOf(path: string): string[] | null {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent)
  } catch {
    return null
  }
}

function filesOf(tree: RouteNode, { globalError }: RouteTable): string[] {
  return [...filesOfTree(tree), ...(globalError === undefined ? [] : [globalError])]
}

function filesOfTree({ files, metadata = [], children }: RouteNode): string[] {
  return [...Object.values(files), ...metadata.map(({ file }) => file), ...Object.values(children).flatMap(filesOfTree)]
}
