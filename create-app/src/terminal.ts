/** What the command knows of the place it was started in. */
import type { Readable, Writable } from 'node:stream'

export interface Terminal {
  /** Absolute. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether somebody is there to answer questions. */
  readonly interactive: boolean
  /** What is typed, and where questions are drawn. */
  readonly input: Readable
  readonly output: Writable
  readonly color: boolean
  out(text: string): void
  err(text: string): void
}
