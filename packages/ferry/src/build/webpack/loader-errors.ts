/** The messages of swc and of the style loaders, taken apart: they come as text for a terminal. */
import { moduleNotFound, styleError, syntaxError } from '../../errors/catalogue.ts'
import type { ErrorEntry, Place } from '../../errors/ferry-error.ts'
import { missingModule } from './missing-module.ts'

export interface LoaderProblem {
  readonly entry: ErrorEntry
  readonly message: string
  readonly place: Place | undefined
}

/**
 * Example:
 *
 * ```
 *   x Expression expected
 *    ,-[/app/page.tsx:2:1]
 *  2 |   return <p>{</p>
 *    :              ^
 * ```
 */
export function explainSwcError(text: string, module: Place | undefined): LoaderProblem | null {
  const match = /(?:^|Error: )\s*[x×] (.+)\n\s*[,╭][-─]\[.*?:(\d+):(\d+)\]/m.exec(text)
  if (!match) return null
  const [, message = '', line] = match
  const column = caretColumn(text.slice(match.index))
  return { entry: syntaxError, message: `${message}.`, place: module && { ...module, line: Number(line), column } }
}

/** The first mark below the source lines; they begin two characters after the bar. */
function caretColumn(text: string): number {
  const marks = /^(\s*[:·] )( *)[\^─┬]/m.exec(text)
  return (marks?.[2]?.length ?? 0) + 1
}

/** postcss and css-loader: `(2:1) /app/y.css Unclosed block` */
export function explainStyleError(text: string, module: Place | undefined): LoaderProblem | null {
  if (!module || !/\.(css|scss|sass|less|pcss)$/.test(module.file)) return null
  const match = /^\((\d+):(\d+)\) (?:\S+ )?(.+)$/m.exec(text)
  if (match) {
    const [, line, column, message = ''] = match
    return {
      entry: styleError,
      message: `${message}.`,
      place: { ...module, line: Number(line), column: Number(column) },
    }
  }
  const missing = missingModule(text)
  if (missing) return { entry: moduleNotFound, message: missing.message, place: lineOf(missing.request, module) }
  const message = /^(?:Error: )?(.+)$/m.exec(text.replace(/^Module build failed.*\n/, ''))?.[1] ?? text
  return { entry: styleError, message, place: module }
}

/** css-loader says what it did not find, not where it was asked. */
function lineOf(text: string, place: Place): Place {
  const lines = place.source?.split('\n') ?? []
  const line = lines.findIndex((each) => each.includes(text))
  return line < 0 ? place : { ...place, line: line + 1, column: (lines[line] ?? '').indexOf(text) + 1 }
}
