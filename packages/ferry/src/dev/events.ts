/** Tells open pages what is being served. The state is sent, not the change: a page that was away misses nothing. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Status, StatusBoard } from './status.ts'
import type { DevMessage } from '../protocol/dev-message.ts'

export class Events {
  readonly #open = new Set<ServerResponse>()
  readonly #board: StatusBoard

  constructor(board: StatusBoard) {
    this.#board = board
    board.subscribe((status) => {
      for (const response of this.#open) send(response, status)
    })
  }

  serve(_request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })
    response.write('retry: 300\n\n')
    send(response, this.#board.status)
    const beat = setInterval(() => response.write(':\n\n'), 15_000).unref()
    this.#open.add(response)
    response.on('close', () => {
      clearInterval(beat)
      this.#open.delete(response)
    })
  }

  /** Before it is what is served: see DevLoopOptions.onPatch and onBrowser. */
  tell(message: DevMessage): void {
    for (const response of this.#open) write(response, message)
  }

  close(): void {
    for (const response of this.#open) response.destroy()
  }
}

function send(response: ServerResponse, status: Status): void {
  if (status.kind === 'building') return
  const message: DevMessage =
    status.kind === 'serving'
      ? { ...status.version, error: null }
      : { build: null, browser: null, error: status.text, problems: status.problems }
  write(response, message)
}

function write(response: ServerResponse, message: DevMessage): void {
  response.write(`data: ${JSON.stringify(message)}\n\n`)
}
