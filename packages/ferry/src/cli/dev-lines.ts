/** The lines of `ferry dev` in the terminal: one for each request that the app answers, and one for each call of a server function. */
import type { ServedRequest } from '../dev/served-requests.ts'
import { ANSI, type Paint } from '../errors/paint.ts'
import type { DevCallEntry } from '../protocol/dev-event.ts'
import { ACTION_PATH, FERRY_PATH, PAYLOAD_PATH } from '../protocol/names.ts'

/** Below this the compiler's part is not worth a word. ms */
const WORTH_TELLING = 5
const MOST_TARGET = 120

/** Example: `GET /notes 200 in 43 ms (compile 31 ms, render 12 ms)`; null for what nobody wants to read about. */
export function requestLine(request: ServedRequest, basePath: string, paint: Paint): string | null {
  const { method, status, duration, compiling } = request
  const target = ownTarget(request.target, basePath)
  if (target === null) return null
  const parts =
    compiling < WORTH_TELLING
      ? ''
      : ` (compile ${milliseconds(compiling)}, render ${milliseconds(duration - compiling)})`
  const result = status === 0 ? paint('broken off', ANSI.yellow) : paint(String(status), statusColor(status))
  return `${method} ${target} ${result} in ${milliseconds(duration)}${paint(parts, ANSI.dim)}`
}

/** Example: `  ƒ createNote({ title: "Milk" }) in 12 ms  app/notes/actions.ts` */
export function callLine(call: DevCallEntry, paint: Paint): string {
  const { source, arguments: values, outcome, duration, javascript, replayed, result } = call
  const [file = '', name = ''] = source.split('#')
  const took = duration === null ? '' : ` in ${milliseconds(duration)}`
  const notes = [
    ...(outcome === 'returned' ? [] : [outcome === 'refused' ? `refused: ${result}` : outcome]),
    ...(replayed ? ['replayed'] : []),
    ...(javascript ? [] : ['without JavaScript']),
  ]
  const text = notes.length === 0 ? '' : ` (${notes.join(', ')})`
  const isBad = outcome === 'threw' || outcome === 'refused'
  return `  ƒ ${name || source}(${values.join(', ')})${took}${isBad ? paint(text, ANSI.red) : text}  ${paint(file, ANSI.dim)}`
}

/** As the reader knows it; null for Ferry's own requests, but for those of pages and functions. */
function ownTarget(target: string, basePath: string): string | null {
  const path = target.startsWith(`${basePath}/`) ? target.slice(basePath.length) : target
  if (path.startsWith(ACTION_PATH)) return null
  const isPayload = path.startsWith(`${PAYLOAD_PATH}/`)
  if (path.startsWith(`${FERRY_PATH}/`) && !isPayload) return null
  const shown = isPayload ? `${path.slice(PAYLOAD_PATH.length)} (navigate)` : path
  return printable(shown.length > MOST_TARGET ? `${shown.slice(0, MOST_TARGET - 1)}…` : shown)
}

function milliseconds(value: number): string {
  if (value >= 1_000) return `${(value / 1_000).toFixed(1)} s`
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`
}

function statusColor(status: number): (typeof ANSI)[keyof typeof ANSI] {
  if (status >= 500) return ANSI.red
  return status >= 400 ? ANSI.yellow : ANSI.cyan
}

function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '�')
}
