/** The `searchParams` of a page that is rendered to be kept: there are none to give, and asking for them is noticed. */
import type { Keeping } from './keeping.ts'

export function unaskedSearch(keeping: Keeping): Promise<Readonly<Record<string, never>>> {
  return new UnaskedSearch(keeping)
}

/** `await` calls the `then` of a promise that is not the language's own. */
class UnaskedSearch extends Promise<Readonly<Record<string, never>>> {
  readonly #keeping: Keeping

  static override get [Symbol.species](): PromiseConstructor {
    return Promise
  }

  constructor(keeping: Keeping) {
    super(() => {})
    this.#keeping = keeping
  }

  // biome-ignore lint/suspicious/noThenProperty: what a promise has
  override then<T = Readonly<Record<string, never>>, F = never>(
    fulfilled?: ((value: Readonly<Record<string, never>>) => T | PromiseLike<T>) | null,
    rejected?: ((reason: unknown) => F | PromiseLike<F>) | null,
  ): Promise<T | F> {
    return Promise.reject<Readonly<Record<string, never>>>(this.#keeping.refuse('searchParams')).then(
      fulfilled,
      rejected,
    )
  }
}
