/** The last calls of server functions, for the panel: a ring that never grows. */
import type { DevCall, DevCallEntry } from '../protocol/dev-event.ts'

const MOST = 200

export class CallLog {
  readonly #entries: DevCallEntry[] = []
  #number = 0

  /** The newest last. */
  get entries(): readonly DevCallEntry[] {
    return this.#entries
  }

  add(call: DevCall, { at, status, bytes }: Pick<DevCallEntry, 'at' | 'status' | 'bytes'>): DevCallEntry {
    const entry = { ...call, number: ++this.#number, at, status, bytes }
    this.#entries.push(entry)
    if (this.#entries.length > MOST) this.#entries.shift()
    return entry
  }
}
