/** Cookies of one request: those that came, and those that its code wrote. A written one is read at once. */
import { parseCookie, type SetCookie, stringifySetCookie } from 'cookie'
import { cookieInvalid, cookiesReadonly } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'

export interface Cookie {
  readonly name: string
  readonly value: string
}

/** As in the `cookie` package; `path` is `/` unless given. `expires` may be a time in milliseconds. */
export interface CookieOptions extends Omit<SetCookie, 'name' | 'value' | 'expires'> {
  readonly expires?: Date | number
}

/** Only what decides whether a write is allowed. */
interface Writer {
  readonly phase: string
}

/** What `await cookies()` gives. The same methods as Next.js's. */
export class CookieJar {
  #received: Map<string, string>
  /** name → the whole Set-Cookie value: the last write of a name wins, so there is one header per name. */
  readonly #written = new Map<string, string>()
  readonly #writer: Writer

  constructor(header: string, writer: Writer) {
    this.#received = readCookies(header)
    this.#writer = writer
  }

  /** Another Cookie header takes the place of the one that came; what was written stays. */
  receive(header: string): void {
    const written = [...this.#written.keys()].map((name) => [name, this.#received.get(name)] as const)
    this.#received = readCookies(header)
    for (const [name, value] of written) {
      if (value === undefined) this.#received.delete(name)
      else this.#received.set(name, value)
    }
  }

  get size(): number {
    return this.#received.size
  }

  get(name: string): Cookie | undefined {
    const value = this.#received.get(name)
    return value === undefined ? undefined : { name, value }
  }

  getAll(name?: string): Cookie[] {
    const all = [...this]
    return name === undefined ? all : all.filter((cookie) => cookie.name === name)
  }

  has(name: string): boolean {
    return this.#received.has(name)
  }

  /**
   * @throws FERRY_COOKIES_READONLY while a page renders
   * @throws FERRY_COOKIE_INVALID when the name or an option cannot stand in a header
   */
  set(name: string, value: string, options?: CookieOptions): this
  set(cookie: Cookie & CookieOptions): this
  set(first: string | (Cookie & CookieOptions), value?: string, options?: CookieOptions): this {
    const cookie = typeof first === 'string' ? { ...options, name: first, value: value ?? '' } : first
    this.#write('set', cookie)
    if (isPast(cookie)) this.#received.delete(cookie.name)
    else this.#received.set(cookie.name, cookie.value)
    return this
  }

  delete(target: string | ({ readonly name: string } & Pick<CookieOptions, 'path' | 'domain'>)): this {
    const cookie = typeof target === 'string' ? { name: target } : target
    this.#write('delete', { ...cookie, value: '', expires: new Date(0), maxAge: 0 })
    this.#received.delete(cookie.name)
    return this
  }

  *[Symbol.iterator](): IterableIterator<Cookie> {
    for (const [name, value] of this.#received) yield { name, value }
  }

  /** As a Cookie header. */
  toString(): string {
    return [...this].map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
  }

  written(): readonly string[] {
    return [...this.#written.values()]
  }

  #write(method: string, cookie: Cookie & CookieOptions): void {
    const { phase } = this.#writer
    if (phase === 'render' || phase === 'after') {
      const when = phase === 'render' ? 'while a page renders' : 'after the answer was sent'
      throw new FerryError(cookiesReadonly, `cookies().${method}('${cookie.name}') was called ${when}.`)
    }
    const { expires, ...rest } = cookie
    try {
      const date = expires === undefined ? undefined : new Date(expires)
      this.#written.set(cookie.name, stringifySetCookie({ path: '/', ...rest, ...(date && { expires: date }) }))
    } catch (cause) {
      throw new FerryError(cookieInvalid, `The cookie ${JSON.stringify(cookie.name)} cannot be sent.`, { cause })
    }
  }
}

const HOST_ONLY = '__Host-'

/**
 * By name; of several with one name the first. A browser has one `__Host-` cookie of a name, so where two say different
 * things one was planted, and nobody can tell which: neither counts.
 */
function readCookies(header: string): Map<string, string> {
  const cookies = new Map(Object.entries(parseCookie(header))) as Map<string, string>
  if (header.indexOf(HOST_ONLY) === header.lastIndexOf(HOST_ONLY)) return cookies
  for (const pair of header.split(';')) {
    for (const [name, value] of Object.entries(parseCookie(pair))) {
      if (name.startsWith(HOST_ONLY) && value !== cookies.get(name)) cookies.delete(name)
    }
  }
  return cookies
}

function isPast({ maxAge, expires }: CookieOptions): boolean {
  if (maxAge !== undefined) return maxAge <= 0
  return expires !== undefined && new Date(expires).getTime() <= Date.now()
}
