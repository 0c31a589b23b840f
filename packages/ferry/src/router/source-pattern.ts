/**
 * Patterns of paths as Next.js writes them in its configuration: `/blog/:slug`, `/docs/:path*`, `/post/:id(\\d+)`, `/(.*)`.
 * The path-to-regexp that Express brings has another grammar: it knows neither modifiers nor regular expressions.
 */
import * as catalogue from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import { escapeRegExp, parseSource, type SourceParameter } from './source-tokens.ts'

export interface SourcePattern {
  readonly regexp: RegExp
  /** Of the groups of `regexp`, in order. */
  readonly names: readonly string[]
}

/** Parameter → its part of the path, escaped as it came. A repeated one has all of it: `a/b/c`. */
export type SourceParams = Readonly<Record<string, string>>

/**
 * @param source begins with `/`
 * @throws FERRY_SOURCE_PATTERN
 */
export function compileSource(source: string): SourcePattern {
  const names: string[] = []
  const path = source.length > 1 && source.endsWith('/') ? source.slice(0, -1) : source
  const parts = parseSource(path).map((token) => {
    if (typeof token === 'string') return escapeRegExp(escapePath(token))
    names.push(token.name)
    return writeParameter(token)
  })
  try {
    return { regexp: new RegExp(`^${parts.join('')}$`, 'i'), names }
  } catch (cause) {
    throw new FerryError(catalogue.sourcePattern, `“${source}” has a regular expression that is none.`, { cause })
  }
}

/**
 * @param path in its canonical form, without the base path
 * @returns null when the path does not match; a parameter that took nothing is left out
 */
export function matchSource({ regexp, names }: SourcePattern, path: string): SourceParams | null {
  // `/:path*` is every path, and the root is one of them.
  const match = regexp.exec(path) ?? (path === '/' ? regexp.exec('') : null)
  if (!match) return null
  const params: Record<string, string> = Object.create(null)
  for (const [index, name] of names.entries()) {
    const value = match[index + 1]
    if (value) params[name] = value
  }
  return params
}

function writeParameter({ prefix, suffix, pattern, modifier }: SourceParameter): string {
  const [before, after] = [escapeRegExp(escapePath(prefix)), escapeRegExp(escapePath(suffix))]
  const isRepeated = modifier === '*' || modifier === '+'
  if (before === '' && after === '') return isRepeated ? `((?:${pattern})${modifier})` : `(${pattern})${modifier}`
  if (!isRepeated) return `(?:${before}(${pattern})${after})${modifier}`
  const all = `(?:${before}((?:${pattern})(?:${after}${before}(?:${pattern}))*)${after})`
  return modifier === '*' ? `${all}?` : all
}

/** Paths arrive escaped; a pattern may be written as it reads. */
function escapePath(text: string): string {
  return text.replace(/[^\x21-\x7e]+/g, encodeURIComponent)
}
