/** Whether an exchange has come to a standstill: a body that does not arrive, an answer that is not taken. Looked at once per sweep. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { hasUnreadBody } from './close-connection.ts'

/** A request and its answer, with what the last sweep saw of them. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  received: number
  slowSweeps: number
  written: number
  stalledSince: number
}

/** A body must bring this much per second, once it has had `SLOW_AFTER` sweeps to start. */
const BYTES_PER_SECOND = 1024
const SLOW_AFTER = 2

/** A body that nobody reads yet is not the client's fault. */
export function hasSlowBody(socket: Socket, exchange: Exchange, sweepEvery: number): boolean {
  const { request } = exchange
  if (!hasUnreadBody(request)) return false
  const waited = request.readableLength > 0
  const enough = (BYTES_PER_SECOND * sweepEvery) / 1000
  exchange.slowSweeps = waited || socket.bytesRead - exchange.received >= enough ? 0 : exchange.slowSweeps + 1
  exchange.received = socket.bytesRead
  return exchange.slowSweeps > SLOW_AFTER
}

export function hasStalledWrite(socket: Socket, exchange: Exchange, now: number, writeStall: number): boolean {
  const written = socket.bytesWritten - socket.writableLength
  if (socket.writableLength === 0 || written !== exchange.written) {
    exchange.written = written
    exchange.stalledSince = now
    return false
  }
  return now - exchange.stalledSince >= writeStall
}
