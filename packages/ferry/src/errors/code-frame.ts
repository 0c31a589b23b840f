/** The lines around a place in a source text, with a mark under the column. */
import { ANSI, type Paint } from './paint.ts'

const LINES_AROUND = 2
const MAX_WIDTH = 160

export interface FramePlace {
  readonly source: string
  /** 1-based */
  readonly line: number
  /** 1-based */
  readonly column?: number
}

/**
 * Example:
 *
 * ```
 *   1 | 'use server'
 *   2 |
 * > 3 | export function save() {}
 *     |        ^
 * ```
 *
 * Empty when the source has no such line.
 */
export function codeFrame(place: FramePlace, paint: Paint): string {
  const lines = place.source.split(/\r\n|[\n\r\u2028\u2029]/)
  if (place.line < 1 || place.line > lines.length) return ''
  const first = Math.max(1, place.line - LINES_AROUND)
  const last = Math.min(lines.length, place.line + LINES_AROUND)
  const gutter = String(last).length
  // In a minified line the column is what matters: the frame shows a window around it.
  const shift = Math.max(0, (place.column ?? 1) - MAX_WIDTH / 2)
  const frame: string[] = []
  for (let number = first; number <= last; number++) {
    const text = expandTabs((lines[number - 1] ?? '').slice(shift, shift + MAX_WIDTH))
    const marked = number === place.line
    const head = `${marked ? paint('>', ANSI.red) : ' '} ${paint(`${String(number).padStart(gutter)} |`, ANSI.dim)}`
    frame.push(`${head} ${text}`.trimEnd())
    if (marked && place.column !== undefined)
      frame.push(caretLine(lines[number - 1] ?? '', place.column, shift, gutter, paint))
  }
  return frame.join('\n')
}

function caretLine(line: string, column: number, shift: number, gutter: number, paint: Paint): string {
  const before = expandTabs(line.slice(shift, column - 1))
  return `  ${paint(`${' '.repeat(gutter)} |`, ANSI.dim)} ${' '.repeat(before.length)}${paint('^', ANSI.red)}`
}

function expandTabs(text: string): string {
  return text.replaceAll('\t', '  ')
}
