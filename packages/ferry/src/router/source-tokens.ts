/** The grammar of path patterns: text, `:name`, `:name(regexp)`, `(regexp)`, `{before:name after}`, each with `?`, `*` or `+`. */
import * as catalogue from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'

export interface SourceParameter {
  /** Unnamed ones are counted: `0`, `1`, … */
  readonly name: string
  /** Belongs to the parameter: is there when it is, and once for each repetition. */
  readonly prefix: string
  readonly suffix: string
  readonly pattern: string
  readonly modifier: '' | '?' | '*' | '+'
}

export type SourceToken = string | SourceParameter

/** @throws FERRY_SOURCE_PATTERN */
export function parseSource(source: string): SourceToken[] {
  const tokens: SourceToken[] = []
  let text = ''
  let unnamed = 0
  let at = 0

  while (at < source.length) {
    const character = source[at] as string
    if (character === ':' || character === '(') {
      const prefix = /[/.]$/.exec(text)?.[0] ?? ''
      pushText(text.slice(0, text.length - prefix.length))
      pushParameter(prefix, '')
    } else if (character === '{') {
      pushText(text)
      at++
      const prefix = readText()
      if (source[at] === '}') throw bad(source, 'a group in braces needs a parameter')
      pushParameter(prefix, '}')
    } else if ('*+?})'.includes(character)) {
      throw bad(source, `“${character}” stands where it means nothing; write “\\${character}” for the character itself`)
    } else text += readCharacter()
  }
  pushText(text)
  return tokens

  function pushText(value: string): void {
    if (value !== '') tokens.push(value)
    text = ''
  }

  function pushParameter(prefix: string, end: '' | '}'): void {
    const name = readName()
    const own = readPattern()
    if (name === null && own === null) throw bad(source, 'a parameter has no name')
    const suffix = end === '' ? '' : readText()
    if (end !== '' && source[at++] !== end) throw bad(source, 'a brace is not closed')
    const pattern = own ?? defaultPattern(prefix)
    tokens.push({ name: name ?? String(unnamed++), prefix, suffix, pattern, modifier: readModifier() })
  }

  function readCharacter(): string {
    if (source[at] === '\\') at++
    return source[at++] ?? ''
  }

  function readText(): string {
    let value = ''
    while (at < source.length && !':({})'.includes(source[at] as string)) value += readCharacter()
    return value
  }

  function readName(): string | null {
    if (source[at] !== ':') return null
    const name = /^\w+/.exec(source.slice(++at))?.[0]
    if (name === undefined) throw bad(source, 'a parameter has no name')
    at += name.length
    return name
  }

  function readPattern(): string | null {
    if (source[at] !== '(') return null
    const start = ++at
    for (let depth = 1; depth > 0; at++) {
      if (at >= source.length) throw bad(source, 'a parenthesis is not closed')
      if (source[at] === '\\') at++
      else if (source[at] === ')') depth--
      else if (source[at] === '(') {
        depth++
        if (source[at + 1] !== '?') throw bad(source, 'a group inside a regular expression has to be written (?:…)')
      }
    }
    if (at - 1 === start) throw bad(source, 'a regular expression is empty')
    return source.slice(start, at - 1)
  }

  function readModifier(): SourceParameter['modifier'] {
    const character = source[at]
    if (character !== '?' && character !== '*' && character !== '+') return ''
    at++
    return character
  }

  /** Behind text in the same segment a value stops at that text: otherwise `:a-:b` could be matched in too many ways. */
  function defaultPattern(prefix: string): string {
    const last = tokens.at(-1)
    const before = prefix || (typeof last === 'string' ? last : '')
    if (before === '' && last !== undefined) throw bad(source, 'two parameters stand side by side')
    if (before === '' || before.includes('/')) return '[^\\/]+?'
    return `(?:(?!${escapeRegExp(before)})[^\\/])+?`
  }
}

export function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

function bad(source: string, reason: string): FerryError {
  return new FerryError(catalogue.sourcePattern, `“${source}”: ${reason}.`)
}
