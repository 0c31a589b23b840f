/** Refuses a configuration with unknown keys or wrong types; the error names the key and shows its line. */
import { configInvalid, configUnknownKey } from '../errors/catalogue.ts'
import { FerryError, type Place } from '../errors/ferry-error.ts'
import type { Config } from './define-config.ts'
import { expected, type Shape } from './expected.ts'
import { nearest } from './nearest.ts'

export interface ConfigText {
  readonly file: string
  readonly source: string
}

/** Throws a FerryError, or gives the value back as a Config. */
export function checkConfig(value: unknown, text: ConfigText): Config {
  if (!isPlainObject(value)) {
    throw new FerryError(configInvalid, `The default export must be an object; it is ${describe(value)}.`, {
      place: { file: text.file },
    })
  }
  checkShape(value, expected, '', text)
  return value
}

function checkShape(value: Readonly<Record<string, unknown>>, shape: Shape, prefix: string, text: ConfigText): void {
  for (const [key, entry] of Object.entries(value)) {
    const path = prefix + key
    const check = Object.hasOwn(shape, key) ? shape[key] : undefined
    if (check === undefined) {
      const known = nearest(key, Object.keys(shape))
      const tip = known === null ? `Known are: ${Object.keys(shape).join(', ')}.` : `Did you mean “${prefix}${known}”?`
      throw new FerryError(configUnknownKey, `There is no key “${path}”. ${tip}`, { place: placeOf(key, text) })
    }
    if (entry === undefined) continue
    if (typeof check === 'function') {
      const expectation = check(entry)
      if (expectation !== null) throw invalid(path, expectation, entry, text)
    } else if (isPlainObject(entry)) {
      checkShape(entry, check, `${path}.`, text)
    } else {
      throw invalid(path, `an object with ${Object.keys(check).join(', ')}`, entry, text)
    }
  }
}

function invalid(path: string, expectation: string, value: unknown, text: ConfigText): FerryError {
  const key = path.slice(path.lastIndexOf('.') + 1)
  return new FerryError(configInvalid, `“${path}” must be ${expectation}; it is ${describe(value)}.`, {
    place: placeOf(key, text),
  })
}

/** The first line on which the key is written as a property: good enough to look at, never needed to be right. */
function placeOf(key: string, { file, source }: ConfigText): Place {
  const at = source.search(new RegExp(`(?<![\\w$])['"]?${key.replace(/[^\w]/g, '\\$&')}['"]?\\s*[:(]`))
  if (at === -1) return { file, source }
  const before = source.slice(0, at).split('\n')
  return { file, source, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (typeof value === 'function') return 'a function'
  const text = JSON.stringify(value) ?? typeof value
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
