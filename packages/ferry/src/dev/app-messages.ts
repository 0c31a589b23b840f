/** What the dev server and the process that runs the app tell each other. */
import type { DevEvent } from '../protocol/dev-event.ts'
import type { ServerUpdate } from '../protocol/server-update.ts'

export type ToApp =
  | { readonly kind: 'start'; readonly settings: AppSettings; readonly update: ServerUpdate }
  /** `hasPublicFiles`: those have changed too. */
  | { readonly kind: 'update'; readonly turn: number; readonly update: ServerUpdate; readonly hasPublicFiles: boolean }
  /** To a question: it is compiled and there, or `error` says why not. */
  | { readonly kind: 'answer'; readonly turn: number; readonly error: string | null }

export type FromApp =
  | { readonly kind: 'ready' }
  /** At its start. */
  | { readonly kind: 'failed'; readonly text: string }
  /** An update is taken, or `error` says why not. */
  | { readonly kind: 'taken'; readonly turn: number; readonly error: string | null }
  | { readonly kind: 'ask'; readonly turn: number; readonly wanted: Wanted }
  | { readonly kind: 'event'; readonly event: DevEvent }

export type Wanted = { readonly file: string } | { readonly functionId: string }

export interface AppSettings {
  /** Folder of the app. */
  readonly root: string
  readonly outDir: string
  readonly publicDir: string
  readonly socket: string
  /** The environment as the .env files have left it. */
  readonly env: Readonly<Record<string, string | undefined>>
}
