/** What the processes of one app share: text under keys that end by themselves, counters, and news. */

/**
 * The promises that hold across processes rest on it: a submission runs once, a rate limit counts everywhere, a
 * revalidated tag is old everywhere. Any store with an atomic "set if absent" can be one (Redis, PostgreSQL, …).
 *
 * Keys are printable ASCII of at most 200 characters; values are text of at most 300,000 characters; `ttl` is in ms.
 * A method that cannot do its work rejects: nobody takes silence for an answer.
 */
export interface Store {
  /** null: nothing is known under this key, or no longer. */
  get(key: string): Promise<string | null>
  /** Sets the value where none is, in one atomic step. false: there was one, and it stays. */
  add(key: string, value: string, ttl: number): Promise<boolean>
  set(key: string, value: string, ttl: number): Promise<void>
  delete(key: string): Promise<void>
  /** Adds one to a counter, in one atomic step. The counter begins with its first step and ends `ttl` after that. */
  increment(key: string, ttl: number): Promise<Count>
  /** Reaches the listeners of every process, those of this one included or not. Kept nowhere. */
  publish(topic: string, message: string): Promise<void>
  subscribe(topic: string, listener: (message: string) => void): Promise<void>
  /** Called when the process has finished its work: connections that would hold it end here. */
  close?(): Promise<void>
}

/**
 * What begins the keys of copies of pages, and of what says that they are old: a store that forgets for want of room forgets
 * them for each other, those first that were written first, and nothing else.
 */
export const COPY_KEYS = 'ferry:page:'

export interface Count {
  /** This step included. */
  readonly count: number
  /** ms until the counter ends. */
  readonly endsIn: number
}
