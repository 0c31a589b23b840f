/** The host's log: one line per event. Lines for people in a terminal, JSON as pino writes it for machines. */
import { hostname } from 'node:os'
import type { Log, LogLevel } from '../protocol/incoming.ts'

export interface LogOptions {
  readonly format: 'human' | 'json'
  /** Events below it are left out. @default 'info' */
  readonly level?: LogLevel
  /** What is shown of a stack. @default the stack as it is */
  readonly readStack?: (stack: string) => string
  /** @default standard output; warnings and errors to standard error */
  readonly write?: (line: string, level: LogLevel) => void
}

export function createLog({
  format,
  level: lowest = 'info',
  readStack = (stack) => stack,
  write = writeToProcess,
}: LogOptions): Log {
  const render = format === 'json' ? jsonLine : humanLine
  return (level, message, fields) => {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(lowest)) return
    write(`${render(level, message, fields ?? {}, readStack)}\n`, level)
  }
}

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

/** Longer texts are cut: a log must not grow with what strangers send. */
const MAX_TEXT = 8_192
const MAX_DEPTH = 4

type Fields = Readonly<Record<string, unknown>>
type ReadStack = (stack: string) => string

/** As pino numbers them. */
const NUMBERS: Readonly<Record<LogLevel, number>> = { debug: 20, info: 30, warn: 40, error: 50 }

/** What pino's readers know by other names than Ferry's code. */
const PINO_NAMES: Readonly<Record<string, string>> = { error: 'err', requestId: 'reqId' }

/** JSON escapes line breaks and control characters, so that no value can start a line of its own. */
function jsonLine(level: LogLevel, message: string, fields: Fields, readStack: ReadStack): string {
  const named = Object.entries(plainFields(fields, readStack)).map(([name, value]) => [PINO_NAMES[name] ?? name, value])
  const own = { level: NUMBERS[level], time: Date.now(), pid: process.pid, hostname: HOSTNAME, msg: shorten(message) }
  // Twice: once for the place, once against fields of the same names.
  return JSON.stringify({ ...own, ...Object.fromEntries(named), ...own })
}

const HOSTNAME = hostname()

function humanLine(level: LogLevel, message: string, fields: Fields, readStack: ReadStack): string {
  const { error, ...others } = fields
  const rest = Object.entries(plainFields(others, readStack)).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  const mark = { debug: '·', info: '○', warn: '!', error: '✗' }[level]
  const head = [mark, printable(shorten(message)), ...rest].join(' ')
  if (error === undefined) return head
  const stack = error instanceof Error ? readStack(stackWithCauses(error)) : String(error)
  return `${head}\n${printable(shorten(stack)).replace(/^/gm, '  ')}`
}

function plainFields(fields: Fields, readStack: ReadStack): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value, 0, readStack)]))
}

function plain(value: unknown, depth: number, readStack: ReadStack): unknown {
  if (typeof value === 'string') return shorten(value)
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value)
  if (typeof value === 'function') return '[function]'
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) return '…'
  if (value instanceof Error) return plainError(value, depth, readStack)
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => plain(item, depth + 1, readStack))
  const entries = Object.entries(value).slice(0, 100)
  return Object.fromEntries(entries.map(([name, item]) => [name, plain(item, depth + 1, readStack)]))
}

function plainError(error: Error, depth: number, readStack: ReadStack): Record<string, unknown> {
  const { name, message, stack, cause } = error
  const { code, digest } = error as { code?: unknown; digest?: unknown }
  return {
    type: name,
    message: shorten(message),
    ...(code === undefined ? {} : { code: plain(code, depth + 1, readStack) }),
    ...(digest === undefined ? {} : { digest: plain(digest, depth + 1, readStack) }),
    ...(stack === undefined ? {} : { stack: shorten(readStack(stack)) }),
    ...(cause === undefined ? {} : { cause: plain(cause, depth + 1, readStack) }),
  }
}

function stackWithCauses(error: Error, depth = 0): string {
  const own = error.stack ?? `${error.name}: ${error.message}`
  if (!(error.cause instanceof Error) || depth >= MAX_DEPTH) return own
  return `${own}\ncaused by: ${stackWithCauses(error.cause, depth + 1)}`
}

function shorten(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${text.length} characters)` : text
}

/** Nothing in a message may move the cursor of the terminal. */
function printable(text: string): string {
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, (character) => JSON.stringify(character).slice(1, -1))
}

function writeToProcess(line: string, level: LogLevel): void {
  const stream = level === 'warn' || level === 'error' ? process.stderr : process.stdout
  stream.write(line)
}
