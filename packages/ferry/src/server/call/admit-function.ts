/** The gate in front of every function id that a client sends, wherever it stands: in the URL, in a form, inside the arguments. */
import type { Log } from '../../protocol/incoming.ts'
import { FUNCTION_ID } from '../../protocol/names.ts'
import { Refusal } from './refusal.ts'
import type { FunctionRegistry, RegisteredFunction } from './registry.ts'
import { malformedReply } from './reply.ts'

/** Returns the function; throws 404 for an id that this build does not have, whatever it looks like. */
export function admitFunction(id: string, registry: FunctionRegistry, log: Log): RegisteredFunction {
  // The pattern comes first: nothing else of a hostile id is looked at.
  const found = FUNCTION_ID.test(id) ? registry.functions.get(id) : undefined
  if (found !== undefined) return found
  logUnknown(id, registry, log)
  throw new Refusal('unknown-function', 'This server function does not exist in this build.')
}

/** A function that captures variables must come with them, encrypted, in front of everything else that is bound. */
export function admitBound(found: RegisteredFunction, bound: readonly unknown[]): void {
  if (found.entry.captures && typeof bound[0] !== 'string') throw malformedReply()
}

const LONGEST_LOGGED = 64
const MOST_REMEMBERED = 1_000
const logged = new WeakMap<FunctionRegistry, Set<string>>()

/** Once per id, so that neither an old tab nor a scanner can fill the log; escaped, so that no id can forge a line of it. */
function logUnknown(id: string, registry: FunctionRegistry, log: Log): void {
  const shown = JSON.stringify(id.slice(0, LONGEST_LOGGED)).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  const known = logged.get(registry) ?? new Set()
  logged.set(registry, known)
  if (known.has(shown) || known.size >= MOST_REMEMBERED) return
  known.add(shown)
  log('warn', 'unknown server function', { function: shown, length: id.length })
}
