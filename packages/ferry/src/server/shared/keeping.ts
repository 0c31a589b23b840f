/** What a page reads while it is rendered to be kept: its copy is as good, for as long, as all of that. */
import { keptPageRead } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'

export class Keeping {
  /** Under which its copy is found when they become old: of its path, and of the data that it was made of. */
  readonly tags: Set<string>
  /** ms; the shortest of the page and of the data that it was made of. */
  lifetime: number
  /** What it read of a request, or why else there is nothing to keep: it is rendered for each request. Example: `cookies()` */
  read: string | null = null
  /** Captured variables are in it: it is of use to those who have the key. */
  seals = false
  readonly #stop: (reason: Error) => void

  /** @param stop called when it is known that there is nothing to keep */
  constructor(tags: Iterable<string>, lifetime: number, stop: (reason: Error) => void) {
    this.tags = new Set(tags)
    this.lifetime = lifetime
    this.#stop = stop
  }

  /** The page was made of data with these tags, which is new enough for this time. */
  uses(tags: readonly string[], lifetime: number): void {
    for (const tag of tags) this.tags.add(tag)
    this.lifetime = Math.min(this.lifetime, lifetime)
  }

  /** An error to throw: there is no request here. Whoever catches it changes nothing. */
  refuse(api: string): FerryError {
    const error = new FerryError(keptPageRead, `${api} was read: the page is rendered for each request.`)
    if (this.read === null) {
      this.read = api
      this.#stop(error)
    }
    return error
  }
}
