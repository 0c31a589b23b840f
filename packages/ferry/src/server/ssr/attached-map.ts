/**
 * What React's decoder uses of WeakMap, with each value on its key. V8 keeps the values of an old WeakMap through its
 * collections of young objects, their keys being dead or not: with them a promise, and with that the render it was made in.
 */
export class AttachedMap<Key extends object, Value> {
  readonly #name = Symbol('attached')

  has(key: Key): boolean {
    return Object.hasOwn(key, this.#name)
  }

  /** Of anything: most functions that React asks for are nobody's reference. */
  get(key: Key | undefined): Value | undefined {
    return (key as Record<symbol, Value> | undefined)?.[this.#name]
  }

  set(key: Key, value: Value): this {
    Object.defineProperty(key, this.#name, { value, writable: true })
    return this
  }
}
