/** An error as terminal text: where, what, why, and what to do. */
import { codeFrame } from './code-frame.ts'
import { type FerryError, isFerryError, type Place } from './ferry-error.ts'
import { ANSI, type Paint, painter } from './paint.ts'

export interface FormatOptions {
  readonly color?: boolean
}

/**
 * Example:
 *
 * ```
 * app/actions.ts:3:8
 * FERRY_SYNC_FUNCTION  A server function is not async.
 *
 * …message, code frame, chain of importers…
 *
 * To mend it: Write async before function.
 * More: docs/errors.md#ferry_sync_function
 * ```
 *
 * Anything that is not a FerryError is shown with its stack: then the mistake may be ours.
 */
export function formatError(error: unknown, { color = false }: FormatOptions = {}): string {
  const paint = painter(color)
  if (isFerryError(error)) return formatFerryError(error, paint)
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.map((each) => formatError(each, { color })).join('\n\n')
  }
  return formatUnknown(error, paint)
}

function formatFerryError(error: FerryError, paint: Paint): string {
  const head = `${paint(error.code, ANSI.red)}  ${paint(clean(error.title), ANSI.bold)}`
  const parts = [
    error.place ? `${paint(clean(placeText(error.place)), ANSI.cyan)}\n${head}` : head,
    clean(error.message),
    frameOf(error.place, paint),
    chainText(error.chain, paint),
    error.cause === undefined ? '' : `${paint('Caused by:', ANSI.yellow)} ${formatUnknown(error.cause, paint)}`,
    `${paint('To mend it:', ANSI.bold)} ${clean(error.hint)}\n${paint(`More: ${error.docs}`, ANSI.dim)}`,
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function frameOf(place: Place | undefined, paint: Paint): string {
  if (place?.source === undefined || place.line === undefined) return ''
  const { line, column } = place
  return codeFrame({ source: clean(place.source), line, ...(column !== undefined && { column }) }, paint)
}

function placeText({ file, line, column }: Place): string {
  return [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':')
}

/** The way from the root to the offending file, one importer a line. */
function chainText(chain: readonly string[], paint: Paint): string {
  if (chain.length < 2) return ''
  const lines = chain.map((file, depth) => {
    const branch = depth === 0 ? '' : `${'  '.repeat(depth - 1)}└ `
    return `  ${paint(branch, ANSI.dim)}${clean(file)}`
  })
  return `${paint('Imported through:', ANSI.bold)}\n${lines.join('\n')}`
}

function formatUnknown(error: unknown, paint: Paint): string {
  if (isFerryError(error)) return formatFerryError(error, paint)
  if (!(error instanceof Error)) return clean(String(error))
  const stack = error.stack?.includes(error.message)
    ? error.stack
    : `${error.name}: ${error.message}\n${error.stack ?? ''}`
  const cause =
    error.cause === undefined ? '' : `\n${paint('Caused by:', ANSI.yellow)} ${formatUnknown(error.cause, paint)}`
  return clean(stack.trimEnd()) + cause
}

/** Source text and messages may hold escape sequences; a terminal must not obey them. */
function clean(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '�')
}
