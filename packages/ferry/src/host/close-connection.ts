/** Ends a connection whose request was not read to its end, so that the client still gets to read the answer. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

const LINGER_TIME = 2_000
const LINGER_BYTES = 4 * 1024 ** 2

const lingering = new WeakSet<Socket>()

/**
 * Call it before the head is written. The answer says `Connection: close`; after it our half of the connection ends,
 * and what the client still sends is thrown away for a moment: closing at once would reset the connection, and the reset
 * may overtake the answer.
 */
export function closeAfterAnswer(request: IncomingMessage, response: ServerResponse): void {
  response.shouldKeepAlive = false
  const { socket } = request
  // node:http calls this on the socket once the answer of a connection that is not kept has been written.
  socket.destroySoon = () => {
    if (lingering.has(socket) || socket.destroyed) return
    lingering.add(socket)
    socket.end()
    const start = socket.bytesRead
    const end = Date.now() + LINGER_TIME
    const timer = setInterval(() => {
      if (Date.now() > end || socket.bytesRead - start > LINGER_BYTES) socket.destroy()
    }, 50)
    timer.unref()
    socket.on('close', () => clearInterval(timer))
    socket.on('end', () => socket.destroy())
  }
}

/** Bytes behind a refused request can look like another request; they are none. */
export function isLingering(socket: Socket): boolean {
  return lingering.has(socket)
}

/** The request has a body of which a part has not arrived yet. */
export function hasUnreadBody(request: IncomingMessage): boolean {
  if (request.complete) return false
  const { headers } = request
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
