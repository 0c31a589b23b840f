/** The request's headers as user code sees them: the web's Headers, without its writers. */
import { headersReadonly } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'

export class ReadonlyHeaders extends Headers {
  static from(source: Readonly<Record<string, string | string[] | undefined>>): ReadonlyHeaders {
    const pairs: [string, string][] = []
    for (const name in source) {
      const value = source[name]
      if (value === undefined || name.startsWith(':')) continue
      if (typeof value === 'string') pairs.push([name, value])
      else for (const one of value) pairs.push([name, one])
    }
    return new ReadonlyHeaders(pairs)
  }

  override append(): never {
    throw refusal('append')
  }

  override set(): never {
    throw refusal('set')
  }

  override delete(): never {
    throw refusal('delete')
  }
}

function refusal(method: string): FerryError {
  return new FerryError(
    headersReadonly,
    `headers().${method}() was called, but the headers of a request cannot change.`,
  )
}
