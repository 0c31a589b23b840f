/** The short plain answers of the host itself: nothing of the request is repeated in them. */
import { type ServerResponse, STATUS_CODES } from 'node:http'

export function refuse(response: ServerResponse, status: number, reason = STATUS_CODES[status] ?? 'Error'): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const body = `${status} ${reason}\n`
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(body)
}
