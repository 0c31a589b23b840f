/** What the first process and its workers say to each other. An older worker may hear a newer one's words: unknown ones are ignored. */

export type StoreMethod = 'get' | 'add' | 'set' | 'delete' | 'increment' | 'publish'

export type FromWorker =
  /** It listens. `grace`: ms that stopping it takes at most. */
  | { readonly ferry: 'ready'; readonly url: string; readonly grace: number }
  | { readonly ferry: 'store'; readonly id: number; readonly method: StoreMethod; readonly args: readonly unknown[] }
  /** The metrics of all workers are wanted, or these are those of one. */
  | { readonly ferry: 'gather-metrics'; readonly id: number }
  | { readonly ferry: 'metrics'; readonly id: number; readonly snapshot: unknown }

export type ToWorker =
  /** As on SIGTERM. */
  | { readonly ferry: 'stop' }
  /** Others have taken over: answer what still comes on the connections there are, then end. */
  | { readonly ferry: 'retire' }
  | { readonly ferry: 'stored'; readonly id: number; readonly value: unknown }
  | { readonly ferry: 'store-failed'; readonly id: number; readonly reason: string }
  | { readonly ferry: 'news'; readonly topic: string; readonly message: string }
  | { readonly ferry: 'report-metrics'; readonly id: number }
  | { readonly ferry: 'gathered'; readonly id: number; readonly snapshots: readonly unknown[] }

/** null: user code said something of its own. */
export function readMessage<M extends FromWorker | ToWorker>(value: unknown): M | null {
  return typeof value === 'object' && value !== null && 'ferry' in value ? (value as M) : null
}
