/** Names for generated variables that no identifier of the user's file uses. */
import { isIdentifierName } from './syntax.ts'

export type GeneratedName = (wanted: string) => string

/** Gives the wanted name, or the wanted name with a number when it is taken. */
export function createGeneratedName(taken: Iterable<string>): GeneratedName {
  const used = new Set(taken)
  return (wanted) => {
    let name = wanted
    for (let count = 1; used.has(name); count++) name = `${wanted}_${count}`
    used.add(name)
    return name
  }
}

/** A part of a generated name made of any text: `a-b` → `a_b` */
export function identifierPart(text: string): string {
  return text.replace(/[^\p{ID_Continue}$]/gu, '_')
}

/** Words that cannot be the name of a variable in a module. */
const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false ' +
    'finally for function if implements import in instanceof interface let new null package private protected public ' +
    'return static super switch this throw true try typeof var void while with yield'
  ).split(' '),
)

export function isVariableName(text: string): boolean {
  return isIdentifierName(text) && !RESERVED.has(text)
}
