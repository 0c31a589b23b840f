/** What the browser side of `ferry dev` asks the server for, all below one path. Only pages of the same origin get here. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { DEV_PATH } from '../protocol/names.ts'
import { readJson } from './read-json.ts'

/**
 * Takes the parsed body of a POST; its result goes back as JSON, undefined as 204. Throws for a body it cannot use (400), a
 * Forbidden for what nobody gets (403).
 */
export type Endpoint = (body: unknown) => unknown

export class Forbidden extends Error {}

export type EndpointTable = Readonly<Record<string, Endpoint>>

/** true: the request has been answered. */
export function serveEndpoint(
  request: IncomingMessage,
  response: ServerResponse,
  { basePath, table }: { readonly basePath: string; readonly table: EndpointTable },
): boolean {
  const path = request.url?.split('?')[0] ?? ''
  const prefix = basePath + DEV_PATH
  if (!path.startsWith(prefix)) return false
  const name = path.slice(prefix.length)
  const endpoint = Object.hasOwn(table, name) ? table[name] : undefined
  if (endpoint === undefined) end(response, 404)
  else if (request.method !== 'POST') end(response, 405)
  else if (!isFromOwnScript(request)) end(response, 403)
  else void answer(request, response, endpoint)
  return true
}

/**
 * A form or an image of another site can send a request, but neither this type nor this origin. Tools that are no
 * browser send no Origin; they have no business here.
 */
function isFromOwnScript({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers
  const isJson = /^application\/json(?:;|$)/.test(headers['content-type'] ?? '')
  return isJson && host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)
}

async function answer(request: IncomingMessage, response: ServerResponse, endpoint: Endpoint): Promise<void> {
  try {
    const result = await endpoint(await readJson(request))
    if (result === undefined) end(response, 204)
    else end(response, 200, JSON.stringify(result))
  } catch (error) {
    end(response, error instanceof Forbidden ? 403 : 400)
  }
}

function end(response: ServerResponse, status: number, body = ''): void {
  response.writeHead(status, {
    ...(body !== '' && { 'Content-Type': 'application/json; charset=utf-8' }),
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    // What is left of the request is not worth reading.
    ...(status >= 400 && { Connection: 'close' }),
  })
  response.end(body)
}
