/** A worker's side of the channel: it says that it listens, is told to go, and asks for what all workers share. */
import cluster from 'node:cluster'
import type { Store } from '../../protocol/store.ts'
import type { Snapshot } from '../metrics/metrics.ts'
import { createChannelStore } from './channel-store.ts'
import { type FromWorker, readMessage, type ToWorker } from './messages.ts'
import { WORKER_VARIABLE } from './worker-process.ts'

export interface WorkerChannel {
  readonly store: Store
  /** Those of all workers; its own, when the others cannot be asked. */
  gatherMetrics(own: Snapshot): Promise<readonly Snapshot[]>
  /** The app is served: from now on it can be told to go. */
  serving(worker: Serving): void
}

export interface Serving {
  readonly url: string
  /** ms that stopping takes at most. */
  readonly grace: number
  /** As on SIGTERM. */
  stop(): void
  snapshot(): Snapshot | null
  /** Gives way to others, then ends the process. */
  retire(): void
}

/** ms; longer than the first process waits for a worker. */
const GATHERING = 2_000

/** Whether this process was started by {@link runPrimary}. */
export function isWorker(): boolean {
  return process.env[WORKER_VARIABLE] !== undefined && cluster.isWorker
}

export function openWorkerChannel(): WorkerChannel {
  let serving: Serving | null = null
  let told: 'stop' | 'retire' | null = null
  const channel = createChannelStore(send)

  const gathering = new Map<number, (snapshots: readonly Snapshot[]) => void>()
  let nextGathering = 0
  const report = (id: number) => {
    const snapshot = serving?.snapshot() ?? null
    if (snapshot !== null) send({ ferry: 'metrics', id, snapshot })
  }

  const go = (how: 'stop' | 'retire') => {
    told = how
    serving?.[how]()
  }
  process.on('message', (value: unknown) => {
    const message = readMessage<ToWorker>(value)
    if (message?.ferry === 'stop' || message?.ferry === 'retire') go(message.ferry)
    else if (message?.ferry === 'report-metrics') report(message.id)
    else if (message?.ferry === 'gathered') gathering.get(message.id)?.(message.snapshots as readonly Snapshot[])
    else if (message !== null) channel.receive(message)
  })
  // A terminal that is closed tells every process; the first one decides what that means.
  process.on('SIGHUP', () => {})
  cluster.worker?.on('disconnect', () => {
    // The first process is gone. Node would end this one at once, and what it has begun with it.
    if (cluster.worker !== undefined) cluster.worker.exitedAfterDisconnect = true
    if (serving === null) process.exit(1)
    go('stop')
  })
  return {
    store: channel.store,
    gatherMetrics: (own) =>
      new Promise((resolve) => {
        const id = nextGathering++
        const end = (snapshots: readonly Snapshot[]) => {
          clearTimeout(timer)
          gathering.delete(id)
          resolve(snapshots)
        }
        const timer = setTimeout(end, GATHERING, [own])
        gathering.set(id, end)
        if (!send({ ferry: 'gather-metrics', id })) end([own])
      }),
    serving(worker) {
      serving = worker
      if (told !== null) worker[told]()
      else send({ ferry: 'ready', url: worker.url, grace: worker.grace })
    },
  }
}

function send(message: FromWorker): boolean {
  if (process.connected !== true) return false
  process.send?.(message, undefined, undefined, () => {})
  return true
}
