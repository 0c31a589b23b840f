/** Pages that are rendered once for everybody: their copies, and when they are made. */
import type { Log } from '../../protocol/incoming.ts'
import type { InvalidationKind } from '../shared/invalidation.ts'
import type { Copy, KeptPage } from './copy.ts'
import { type CachedCopy, CopyCache } from './copy-cache.ts'
import type { CopiesElsewhere } from './copies-elsewhere.ts'

export interface PageSource {
  /** Of the page's path. */
  readonly tags: readonly string[]
  /**
   * @param tags collects those of the data that is read
   * @returns rejects with what the page threw
   */
  render(tags: Set<string>): Promise<Copy>
  /** A page that is there could not be renewed. */
  failed(error: unknown): void
}

interface Flight {
  readonly copy: Promise<Copy>
  readonly tags: Set<string>
  /** What became old while it was under way, of what it had read by then. */
  state: 'good' | InvalidationKind
}

export interface KeptPagesOptions {
  readonly log: Log
  readonly cache?: CopyCache
  /** null: there are copies in this process only. */
  readonly elsewhere: CopiesElsewhere | null
  /** The process does not end before this work is done. */
  keepAlive(work: Promise<unknown>): void
}

/** ms until a renewal that failed is tried again. */
const PAUSE = 5_000

export class KeptPages {
  readonly #cache: CopyCache
  readonly #options: KeptPagesOptions
  readonly #latest = new Map<string, Flight>()
  readonly #flights = new Set<Flight>()

  constructor(options: KeptPagesOptions) {
    this.#options = options
    this.#cache = options.cache ?? new CopyCache()
  }

  /** The copy, which may be old once; null: the page is to be rendered for this request. */
  async get(key: string, source: PageSource): Promise<KeptPage | null> {
    const known = this.#cache.get(key)
    if (known !== undefined) {
      if (Date.now() >= known.oldAt && !this.#latest.has(key)) this.#renew(key, source, known)
      return known.copy.page
    }
    const running = this.#latest.get(key)
    // Who asks after something became old gets nothing that was begun before.
    const flight = running !== undefined && running.state !== 'forget' ? running : this.#begin(key, source)
    return (await flight.copy.catch(() => null))?.page ?? null
  }

  invalidate(kind: InvalidationKind, tag: string): void {
    this.#options.elsewhere?.invalidated(tag)
    this.#cache.invalidate(kind, tag)
    for (const flight of this.#flights) {
      if (flight.tags.has(tag) && flight.state !== 'forget') flight.state = kind
    }
  }

  #renew(key: string, source: PageSource, known: CachedCopy): void {
    const flight = this.#begin(key, source, known.copy)
    flight.copy.catch((error: unknown) => {
      source.failed(error)
      known.oldAt = Date.now() + PAUSE
    })
  }

  #begin(key: string, source: PageSource, before: Copy | null = null): Flight {
    const tags = new Set(source.tags)
    const flight: Flight = { tags, state: 'good', copy: this.#make(key, source, tags, before, () => flight) }
    this.#flights.add(flight)
    this.#latest.set(key, flight)
    const end = () => {
      this.#flights.delete(flight)
      if (this.#latest.get(key) === flight) this.#latest.delete(key)
    }
    this.#options.keepAlive(flight.copy.then(end, end))
    return flight
  }

  async #make(
    key: string,
    source: PageSource,
    tags: Set<string>,
    before: Copy | null,
    flight: () => Flight,
  ): Promise<Copy> {
    const { elsewhere } = this.#options
    const found = await elsewhere?.load(key)
    if (found && flight().state === 'good' && isBetter(found, before)) {
      this.#keep(key, found, 'good')
      return found
    }
    const copy = await source.render(tags)
    const { state } = flight()
    if (state !== 'forget') this.#keep(key, copy, state)
    if (state === 'good') elsewhere?.save(key, copy)
    return copy
  }

  #keep(key: string, copy: Copy, state: 'good' | 'expire'): void {
    if (this.#cache.set(key, copy, state === 'good' ? copy.begun + copy.lifetime : 0)) return
    this.#options.log('warn', 'A page is too large to be kept: it is rendered for each request.', { path: key })
    this.#cache.set(key, { ...copy, lifetime: Number.POSITIVE_INFINITY, page: null }, Number.POSITIVE_INFINITY)
  }
}

/** Nothing is worse than what is old already. */
function isBetter({ begun, lifetime }: Copy, before: Copy | null): boolean {
  return before === null || (begun > before.begun && Date.now() < begun + lifetime)
}
