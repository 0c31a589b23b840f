/** The paths for whoever runs the server: is it alive, is it ready, what are its figures. They reach neither the app nor its middleware. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ServerSettings } from '../protocol/manifest.ts'

export interface OperatorAnswers {
  /** null: ready. Otherwise why not. Example: `shutting down` */
  readonly notReady: () => string | null
  /** null: there are none. */
  readonly metrics: (() => Promise<string>) | null
}

/** true: the request has been answered. */
export type ServeOperator = (request: IncomingMessage, response: ServerResponse) => boolean

export function createServeOperator(
  settings: Pick<ServerSettings, 'healthPath' | 'readyPath' | 'metricsPath'>,
  basePath: string,
  { notReady, metrics }: OperatorAnswers,
): ServeOperator {
  const paths = new Map<string, (response: ServerResponse) => void>()
  const add = (path: string | null, answer: (response: ServerResponse) => void) => {
    if (path !== null) paths.set(basePath + path, answer)
  }
  add(settings.healthPath, (response) => sendStatus(response, 200, { status: 'ok' }))
  add(settings.readyPath, (response) => {
    const reason = notReady()
    if (reason === null) sendStatus(response, 200, { status: 'ready' })
    else sendStatus(response, 503, { status: 'not ready', reason })
  })
  if (metrics !== null) add(settings.metricsPath, (response) => void sendMetrics(response, metrics))

  return (request, response) => {
    const target = request.url ?? ''
    const query = target.indexOf('?')
    const answer = paths.get(query === -1 ? target : target.slice(0, query))
    if (answer === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return false
    answer(response)
    return true
  }
}

function sendStatus(response: ServerResponse, status: 200 | 503, body: Readonly<Record<string, string>>): void {
  send(response, status, 'application/json; charset=utf-8', `${JSON.stringify(body)}\n`)
}

async function sendMetrics(response: ServerResponse, metrics: () => Promise<string>): Promise<void> {
  try {
    send(response, 200, 'text/plain; version=0.0.4; charset=utf-8', await metrics())
  } catch {
    send(response, 503, 'text/plain; charset=utf-8', 'The metrics could not be gathered.\n')
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(body)
}
