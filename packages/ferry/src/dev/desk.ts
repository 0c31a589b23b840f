/** What the dev server knows for its browser side: problems, calls, the app's routes and functions; and what it does for it. */
import type { DevCall, DevCallEntry, DevEvent, DevState } from '../protocol/dev-event.ts'
import type { DevProblem } from '../protocol/dev-problem.ts'
import type { Manifest } from '../protocol/manifest.ts'
import type { RouteNode, RouteTable } from '../protocol/route-table.ts'
import { compileRoutes, matchRoute } from '../router/match.ts'
import { splitPath } from '../router/path.ts'
import { CallLog } from './call-log.ts'
import type { EndpointTable } from './endpoints.ts'
import { KnownProblems } from './known-problems.ts'
import { openEditor, readEditorRequest } from './open-editor.ts'
import { pageProblem, readPageReport } from './page-reports.ts'
import type { ServedRequest } from './served-requests.ts'
import type { AppPaths } from './source-places.ts'

export interface DeskOptions {
  readonly paths: () => AppPaths
  readonly manifest: () => Pick<Manifest, 'functions' | 'routes'> | null
  /** A call has been answered. */
  readonly onCall: (call: DevCallEntry) => void
  /** What a page has written with console.error. */
  readonly onPageLog: (text: string) => void
}

export interface Desk {
  readonly endpoints: EndpointTable
  /** From the process of the app. */
  receive(event: DevEvent): void
  /** Why the process of the app has failed, when it said so. */
  takeFailure(): readonly DevProblem[] | null
  /** A request has been answered. */
  answered(request: ServedRequest): void
}

export function createDesk({ paths, manifest, onCall, onPageLog }: DeskOptions): Desk {
  const problems = new KnownProblems()
  const calls = new CallLog()
  let failure: readonly DevProblem[] | null = null
  /** Calls whose answers are under way, by the number of their request. */
  const waiting = new Map<number, DevCall>()
  /** Answers whose calls were not told yet: the two come on different ways. */
  const answered = new Map<number, ServedRequest>()
  let cache: DevState['cache'] = []

  const record = (call: DevCall, { status, bytes, began }: ServedRequest) =>
    onCall(calls.add(call, { at: began, status, bytes }))

  return {
    endpoints: {
      state: (body) => ({ ...stateOf(manifest(), body), calls: calls.entries, cache }),
      problem(body) {
        const report = readPageReport(body)
        return (report.digest && problems.get(report.digest)) || pageProblem(report, paths())
      },
      open: (body) => openEditor(paths().root, readEditorRequest(body)),
      log(body) {
        if (typeof body === 'string') onPageLog(body.slice(0, 10_000))
      },
    },
    receive(event) {
      switch (event.kind) {
        case 'problem':
          return problems.add(event.problem)
        case 'failure':
          failure = event.problems
          return
        case 'cache':
          cache = event.entries
          return
        case 'call': {
          const request = answered.get(event.request)
          if (request) record(event.call, request)
          else keep(waiting, event.request, event.call)
        }
      }
    },
    takeFailure() {
      const taken = failure
      failure = null
      return taken
    },
    answered(request) {
      const call = waiting.get(request.number)
      waiting.delete(request.number)
      if (call) record(call, request)
      else if (request.method === 'POST') keep(answered, request.number, request)
    },
  }
}

const MOST_WAITING = 100

function keep<Value>(map: Map<number, Value>, key: number, value: Value): void {
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > MOST_WAITING && oldest !== undefined) map.delete(oldest)
}

type Known = Pick<Manifest, 'functions' | 'routes'>

/** @param page path of the page that asks, without basePath */
function stateOf(manifest: Known | null, page: unknown): Omit<DevState, 'calls' | 'cache'> {
  return {
    page: manifest === null || typeof page !== 'string' ? null : routeOf(manifest.routes, page),
    functions: Object.entries(manifest?.functions ?? {}).map(([id, { source }]) => ({ id, source })),
    routes: manifest === null ? [] : describeRoutes(manifest.routes),
  }
}

/** Its files, from the outermost folder to the page. */
function routeOf(routes: RouteTable, page: string): DevState['page'] {
  const segments = splitPath(page)
  const route = segments && matchRoute(compileRoutes(routes), segments)?.route
  return route ? { path: route.id, kind: route.kind, files: filesOf(route.tree) } : null
}

function describeRoutes({ routes }: RouteTable): DevState['routes'] {
  return routes.map(({ id, kind, tree }) => ({ path: id, kind, files: filesOf(tree) }))
}

/** From the outermost folder to the page. */
function filesOf({ files, children }: RouteNode): string[] {
  return [...Object.values(files), ...Object.values(children).flatMap(filesOf)]
}
