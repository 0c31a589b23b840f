/** The first process of several: it owns the port and the store, and what signals mean; it serves nothing itself. */
import cluster from 'node:cluster'
import { workerFailed } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import type { Log } from '../../protocol/incoming.ts'
import { createMetricsGatherer } from './metrics-gatherer.ts'
import { createStoreOwner } from './store-owner.ts'
import { createWorkerPool, type WorkerPool } from './worker-pool.ts'

export interface PrimaryOptions {
  readonly count: number
  readonly log: Log
}

/** npm and a terminal both pass Ctrl-C on: what comes this soon after the first is the same press. ms */
const SAME_SIGNAL = 200

/** Starts this very program as often as `count` says. Rejects with FERRY_WORKER_FAILED when the first worker cannot start. */
export async function runPrimary({ count, log }: PrimaryOptions): Promise<void> {
  // By its path, not by what it was loaded from: behind a link that has moved on, a reload starts what is there then.
  cluster.setupPrimary({ exec: process.argv[1] ?? '', args: process.argv.slice(2) })
  const answer = createStoreOwner((message) => pool.tellAll(message))
  const metrics = createMetricsGatherer(
    (message) => pool.tellAll(message),
    () => pool.size,
  )
  const pool = createWorkerPool(count, log, (message, worker) => {
    if (message.ferry === 'store') void answer(message).then((reply) => worker.tell(reply))
    else if (message.ferry === 'metrics') metrics.receive(message)
    else if (message.ferry === 'gather-metrics') {
      const { id } = message
      void metrics.gather().then((snapshots) => worker.tell({ ferry: 'gathered', id, snapshots }))
    }
  })
  const onSignal = handleSignals(pool, log)
  try {
    const { url } = await pool.start()
    log('info', `Ferry listens on ${url}`, { url, workers: count })
  } catch (error) {
    if (onSignal.stopping) return
    const reason = error instanceof Error ? error.message : String(error)
    throw new FerryError(workerFailed, `The first of ${count} ended: ${reason}.`)
  }
}

function handleSignals(pool: WorkerPool, log: Log): { readonly stopping: boolean } {
  const state = { stopping: false }
  let signalled = 0
  const end = async (code: number) => {
    state.stopping = true
    await pool.stop()
    process.exit(code)
  }
  const stop = (signal: NodeJS.Signals) => {
    if (state.stopping && Date.now() - signalled > SAME_SIGNAL) {
      pool.killAll()
      process.exit(1)
    }
    if (state.stopping) return
    signalled = Date.now()
    log('info', `${signal}: the workers finish what they have begun.`, { workers: pool.size })
    void end(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('SIGHUP', () => {
    if (state.stopping) return
    log('info', 'SIGHUP: starting new workers.')
    void pool.reload()
  })
  process.on('unhandledRejection', (error) => log('error', 'A promise was rejected and nobody handled it.', { error }))
  process.on('uncaughtException', (error) => {
    log('error', 'An exception was not caught: shutting down.', { error })
    if (!state.stopping) void end(1)
  })
  return state
}
