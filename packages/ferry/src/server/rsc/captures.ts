/** The captured variables of one server function: sealed when its reference leaves the server, opened when it comes back. */
import { captureNotSerializable, sealInvalid } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import { findRequest } from '../shared/request-context.ts'
import { seal, unseal } from './sealing.ts'
import { decodeValue, encodeValue, ValueError } from './value-codec.ts'

/**
 * A promise only when a captured value has to be waited for (promises, files, streams).
 * Throws or rejects with FERRY_CAPTURE_NOT_SERIALIZABLE, naming the variable.
 */
export function sealCaptures(
  id: string,
  values: readonly unknown[],
  names: readonly string[],
): string | Promise<string> {
  const keeping = findRequest()?.keeping
  if (keeping) keeping.seals = true
  try {
    const text = encodeValue(values)
    if (typeof text === 'string') return seal(id, text)
    return text.then(
      (text) => seal(id, text),
      (error: unknown) => {
        throw explain(error, values, names)
      },
    )
  } catch (error) {
    throw explain(error, values, names)
  }
}

/** Throws FERRY_SEAL_INVALID. */
export function openCaptures(id: string, sealed: unknown): unknown[] {
  const text = unseal(id, sealed)
  try {
    return decodeValue(text) as unknown[]
  } catch (cause) {
    // Genuine, but made by a build whose values this one cannot read: a captured function was removed since.
    throw new FerryError(sealInvalid, 'The captured variables of a server function could not be read.', { cause })
  }
}

function explain(error: unknown, values: readonly unknown[], names: readonly string[]): unknown {
  if (!(error instanceof ValueError)) return error
  const [, index, rest = ''] = /^\[(\d+)\](.*)$/s.exec(error.path) ?? []
  const position = index === undefined ? findVariable(values, error.value) : Number(index)
  const name = `${names[position] ?? 'A captured variable'}${rest}`
  return new FerryError(captureNotSerializable, `A server function captures "${name}", which is ${error.message}.`, {
    cause: error.cause,
  })
}

/** What failed while it was waited for has no path: the variable that leads to it alone is the one. */
function findVariable(values: readonly unknown[], culprit: unknown): number {
  return values.findIndex((value) => contains(value, culprit, new Set()))
}

function contains(value: unknown, culprit: unknown, seen: Set<unknown>): boolean {
  if (value === culprit) return true
  if (typeof value !== 'object' || value === null || seen.has(value)) return false
  seen.add(value)
  return Object.values(value).some((inner) => contains(inner, culprit, seen))
}
