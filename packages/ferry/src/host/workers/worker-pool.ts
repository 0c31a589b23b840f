/** As many workers as were asked for: kept up when they die, replaced by new ones for a reload, ended together. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../../protocol/incoming.ts'
import { createBackOff } from './back-off.ts'
import type { FromWorker, ToWorker } from './messages.ts'
import { type Ready, startWorker, type WorkerProcess } from './worker-process.ts'

export interface WorkerPool {
  /** Resolves when all listen; rejects when the first one cannot, and the others are not tried. */
  start(): Promise<Ready>
  /** Starts as many new ones from what is on disk now; when all of them listen, those from before retire. */
  reload(): Promise<void>
  /** Resolves when the last one has ended. */
  stop(): Promise<void>
  killAll(): void
  tellAll(message: ToWorker): void
  readonly size: number
}

type OnMessage = (message: FromWorker, worker: WorkerProcess) => void

export function createWorkerPool(count: number, log: Log, onMessage: OnMessage): WorkerPool {
  const workers = new Set<WorkerProcess>()
  const backOff = createBackOff()
  let stopping = false
  let reloading: Promise<void> | null = null
  let again = false

  /** @param keep one that dies is replaced */
  const launch = (keep: () => boolean): WorkerProcess => {
    const worker = startWorker(onMessage)
    workers.add(worker)
    void worker.gone.then(({ how, lived }) => {
      workers.delete(worker)
      if (worker.leaving || stopping || !keep()) return
      const wait = backOff.next(lived)
      log('error', `A worker ended (${how}): starting another.`, { worker: worker.pid, lived, wait })
      // It keeps the process alive: there may be no other worker.
      void delay(wait).then(() => stopping || launch(keep))
    })
    return worker
  }

  /** The first one shows whether the build works at all; the others are not even tried when it does not. */
  const launchAll = async (): Promise<Ready> => {
    let up = false
    const batch: WorkerProcess[] = []
    const one = () => {
      const worker = launch(() => up)
      batch.push(worker)
      return worker.ready
    }
    try {
      const first = await one()
      await Promise.all(Array.from({ length: count - 1 }, one))
      up = true
      // Those that have died since they were ready.
      for (let alive = batch.filter((worker) => workers.has(worker)).length; alive < count; alive++) void one()
      return first
    } catch (error) {
      for (const worker of batch) worker.end('stop')
      await Promise.all(batch.map(({ gone }) => gone))
      throw error
    }
  }

  const replaceAll = async () => {
    const old = [...workers]
    const began = Date.now()
    try {
      await launchAll()
    } catch (error) {
      if (!stopping) log('error', 'The new workers did not start: those from before go on.', { error })
      return
    }
    if (stopping) return
    for (const worker of old) worker.end('retire')
    log('info', 'Reloaded: new workers have taken over.', { workers: count, ms: Date.now() - began })
  }

  const pool: WorkerPool = {
    start: launchAll,
    async reload() {
      again = true
      reloading ??= (async () => {
        // Whatever was asked for while it ran is one more, for the build may have changed since it began.
        while (again && !stopping) {
          again = false
          await replaceAll()
        }
        reloading = null
      })()
      await reloading
    },
    async stop() {
      stopping = true
      while (workers.size > 0) {
        for (const worker of workers) worker.end('stop')
        await Promise.all([...workers].map(({ gone }) => gone))
      }
    },
    killAll() {
      for (const worker of workers) worker.kill()
    },
    tellAll(message) {
      for (const worker of workers) worker.tell(message)
    },
    get size() {
      return workers.size
    },
  }
  return pool
}
