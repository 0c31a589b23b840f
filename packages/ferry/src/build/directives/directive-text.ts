/** How the directives are spelt, and how people misspell them. */

export type Directive = 'use server' | 'use client'

/** A directive counts only when it is written exactly. */
export function readDirective(text: string): Directive | null {
  return text === 'use server' || text === 'use client' ? text : null
}

/** The directive that was meant by a text that is close to one, such as `use sever`; null for `use strict` and the like. */
export function misspeltDirective(text: string): Directive | null {
  if (readDirective(text) !== null) return null
  const letters = text.toLowerCase().replace(/[^a-z]/g, '')
  const meant = OTHER_NAMES.get(letters)
  if (meant !== undefined) return meant
  if (letters.length < SHORTEST || letters.length > LONGEST) return null
  if (editDistance(letters, 'useserver') <= MAX_EDITS) return 'use server'
  if (editDistance(letters, 'useclient') <= MAX_EDITS) return 'use client'
  return null
}

/** False for nearly every file, at the price of a few scans: then it need not be parsed at all. */
export function mayHoldDirective(source: string): boolean {
  if (source.includes('use server') || source.includes('use client')) return true
  for (const start of ['use', 'Use', 'USE', 'us ']) {
    for (let at = source.indexOf(start); at !== -1; at = source.indexOf(start, at + 1)) {
      if (isQuote(source[at - 1]) && misspeltDirective(quotedWords(source, at)) !== null) return true
    }
  }
  return false
}

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'" || character === '`'
}

/** The text up to the closing quote; empty when it is no word or two. */
function quotedWords(source: string, start: number): string {
  WORDS.lastIndex = start
  return WORDS.exec(source)?.[1] ?? ''
}

const WORDS = /([a-zA-Z]{2,10}(?:[\s_-]{0,3}[a-zA-Z]{3,10}){0,2})[\s;]*["'`]/y

const MAX_EDITS = 2
const SHORTEST = 'useserver'.length - MAX_EDITS
const LONGEST = 'useserver'.length + MAX_EDITS

/** Words people expect to exist, too far from the real one for the distance to find them. */
const OTHER_NAMES = new Map<string, Directive>([
  ['useaction', 'use server'],
  ['useactions', 'use server'],
  ['useserveraction', 'use server'],
  ['useserveractions', 'use server'],
  ['useserverfunction', 'use server'],
  ['useserverfunctions', 'use server'],
  ['usebackend', 'use server'],
  ['usebrowser', 'use client'],
  ['useclientside', 'use client'],
  ['useserverside', 'use server'],
])

/** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const replace = last[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1)
      let best = Math.min(last[column]! + 1, current[column - 1]! + 1, replace)
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (swapped && row > 1 && column > 1) best = Math.min(best, beforeLast[column - 2]! + 1)
      current.push(best)
    }
    beforeLast = last
    last = current
  }
  return last[to.length]!
}
