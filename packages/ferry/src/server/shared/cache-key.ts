/** Arguments → text that is equal exactly when they are. */
import { cacheArguments } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'

/**
 * @param name of the cached function, for the message
 * @throws FERRY_CACHE_ARGUMENTS
 */
export function cacheKey(args: readonly unknown[], name: string): string {
  return args.map((arg) => write(arg, name)).join(',')
}

function write(value: unknown, name: string): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value)
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value)
    case 'boolean':
    case 'undefined':
      return String(value)
    case 'bigint':
      return `${value}n`
    case 'object':
      return writeObject(value, name)
    default:
      throw refusal(name, typeof value)
  }
}

function writeObject(value: object | null, name: string): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return `[${value.map((item) => write(item, name)).join(',')}]`
  if (value instanceof Date) return `Date(${value.getTime()})`
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw refusal(name, value.constructor?.name ?? 'object')
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${write(member, name)}`).join(',')}}`
}

function refusal(name: string, kind: string): FerryError {
  const what = name === '' ? 'A cached function' : `The cached function ${name}()`
  return new FerryError(cacheArguments, `${what} was called with an argument of type ${kind}.`)
}
