/** Which client modules share a chunk: those that exactly the same routes show, so that a page loads what it shows. */
import { createHash } from 'node:crypto'
import type { RouteTable } from '../protocol/route-table.ts'
import { filesOfPage } from './app-files.ts'
import type { ServerGraph } from './server-graph.ts'

export interface ChunkPlan {
  /** Ferry's own client modules that no route imports: every page shows them, so they are part of the entry. */
  readonly entry: readonly PlannedModule[]
  readonly chunks: readonly PlannedChunk[]
  /** name of a chunk of style sheets → the sheets in order */
  readonly sheets: ReadonlyMap<string, readonly string[]>
  /** client module key → name of its chunk */
  readonly chunkOf: ReadonlyMap<string, string>
  /** route file → name of the chunk with its style sheets */
  readonly stylesOf: ReadonlyMap<string, string>
}

export interface PlannedChunk {
  readonly name: string
  readonly modules: readonly PlannedModule[]
}

export interface PlannedModule {
  readonly resource: string
  /** Names that are asked for; null: any. */
  readonly exports: readonly string[] | null
}

export const EMPTY_PLAN: ChunkPlan = {
  entry: [],
  chunks: [],
  sheets: new Map(),
  chunkOf: new Map(),
  stylesOf: new Map(),
}

/** Chunks of style sheets alone are named so. */
export const STYLE_CHUNK = 'styles-'

export function planChunks(graph: ServerGraph, table: RouteTable): ChunkPlan {
  const entry: PlannedModule[] = []
  const chunkOf = new Map<string, string>()
  const modules = new Map<string, PlannedModule[]>()
  const users = routesByClientModule(graph, table)
  for (const { key, resource, exports, isOwn } of graph.clientModules) {
    if (isOwn && !users.has(key)) {
      entry.push({ resource, exports })
      continue
    }
    const name = `client-${shortHash([...(users.get(key) ?? [])].sort().join())}`
    chunkOf.set(key, name)
    modules.set(name, [...(modules.get(name) ?? []), { resource, exports }])
  }
  const chunks = [...modules].map(([name, list]) => ({ name, modules: list }))
  return { entry, chunks, chunkOf, ...planSheets(graph) }
}

function planSheets(graph: ServerGraph): Pick<ChunkPlan, 'sheets' | 'stylesOf'> {
  const stylesOf = new Map<string, string>()
  const sheets = new Map<string, readonly string[]>()
  for (const [file, { styles }] of graph.routes) {
    if (styles.length === 0) continue
    const name = STYLE_CHUNK + shortHash(file)
    stylesOf.set(file, name)
    sheets.set(name, styles)
  }
  return { sheets, stylesOf }
}

/** In `ferry dev`: a chunk for each, whose name does not depend on which routes have been asked for so far. */
export function planModules(graph: ServerGraph): ChunkPlan {
  const named = graph.clientModules.map(({ key, resource }) => {
    return { key, name: `client-${shortHash(key)}`, modules: [{ resource, exports: null }] }
  })
  return { entry: [], chunks: named, chunkOf: new Map(named.map(({ key, name }) => [key, name])), ...planSheets(graph) }
}

/** A client module that no route reaches comes with what a server function returns. */
function routesByClientModule(graph: ServerGraph, table: RouteTable): Map<string, Set<string>> {
  const users = new Map<string, Set<string>>()
  const intercepts = (table.intercepts ?? []).map(({ id, tree }) => ({ id: `intercept ${id}`, tree }))
  for (const { id, tree } of [...table.routes, ...intercepts]) {
    for (const file of filesOfPage(tree, table)) {
      for (const key of graph.routes.get(file)?.clientModules ?? []) {
        users.set(key, (users.get(key) ?? new Set()).add(id))
      }
    }
  }
  return users
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
