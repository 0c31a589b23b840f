/** Where it is remembered that a submission ran, and what became of it: the promise "never doubled" rests on this. */

/** What is in this process answers at once. */
export interface OnceStore {
  /**
   * Claims `key` for the caller, in one atomic step. Whoever gets `run` must end with `commit` or `release`.
   * The claim itself ends after `windowMs`, should the process die in between.
   */
  reserve(key: string, windowMs: number): Reservation | Promise<Reservation>
  /** The submission ran: `record` answers every further arrival for `windowMs`. */
  commit(key: string, record: string, windowMs: number): void | Promise<void>
  /** It was refused before it ran: the next arrival may try again. */
  release(key: string): void | Promise<void>
}

export type Reservation =
  | { readonly state: 'run' }
  | { readonly state: 'replay'; readonly record: string }
  /** `settled` gives the record, or null after a release. Absent when it runs in another process: the caller is told to come back. */
  | { readonly state: 'running'; readonly settled?: Promise<string | null> }
