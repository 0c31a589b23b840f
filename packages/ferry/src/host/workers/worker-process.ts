/** One worker, seen from the first process: started, ready, asked to go, gone. */
import cluster, { type Worker } from 'node:cluster'
import type { FromWorker, ToWorker } from './messages.ts'
import { readMessage } from './messages.ts'

/** Says to a forked process that it is one of ours: other supervisors use node:cluster, too. */
export const WORKER_VARIABLE = 'FERRY_WORKER'

export interface Ready {
  readonly url: string
  /** ms that stopping it takes at most. */
  readonly grace: number
}

export interface Gone {
  /** Example: `exit code 1`, `SIGKILL` */
  readonly how: string
  readonly code: number
  /** ms */
  readonly lived: number
}

export interface WorkerProcess {
  readonly pid: number
  /** Rejects when it ends before that, or takes too long. */
  readonly ready: Promise<Ready>
  readonly gone: Promise<Gone>
  /** It was asked to go: nobody is surprised when it does. */
  readonly leaving: boolean
  tell(message: ToWorker): void
  /** Gently; by force when it takes longer than it said. */
  end(how: 'stop' | 'retire'): void
  kill(): void
}

/** ms in which a worker must have come up. */
const START_LIMIT = 120_000
/** ms on top of what a worker says it needs. */
const MARGIN = 3_000
/** A worker that retires may take longer: what it still sends keeps nobody waiting. */
const RETIREMENT = 60_000

export function startWorker(onMessage: (message: FromWorker, worker: WorkerProcess) => void): WorkerProcess {
  const started = Date.now()
  const worker: Worker = cluster.fork({ [WORKER_VARIABLE]: '1' })
  let leaving = false
  let grace = START_LIMIT
  const gone = new Promise<Gone>((resolve) => {
    worker.on('exit', (code, signal) => {
      const how = signal ?? `exit code ${code}`
      resolve({ how, code: code ?? 1, lived: Date.now() - started })
    })
  })
  const ready = new Promise<Ready>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('It took too long.'))
      worker.process.kill('SIGKILL')
    }, START_LIMIT).unref()
    void gone.then(({ how }) => reject(new Error(how))).finally(() => clearTimeout(timer))
    worker.on('message', (value: unknown) => {
      const message = readMessage<FromWorker>(value)
      if (message === null) return
      if (message.ferry !== 'ready') return onMessage(message, self)
      clearTimeout(timer)
      grace = message.grace
      resolve(message)
    })
  })
  ready.catch(() => {})
  // A channel that breaks while something is sent is followed by the worker's end.
  worker.on('error', () => {})

  const self: WorkerProcess = {
    pid: worker.process.pid ?? 0,
    ready,
    gone,
    get leaving() {
      return leaving
    },
    tell(message) {
      if (worker.isConnected()) worker.send(message, () => {})
    },
    end(how) {
      leaving = true
      self.tell({ ferry: how })
      const limit = (how === 'retire' ? Math.max(grace, RETIREMENT) : grace) + MARGIN
      const timer = setTimeout(() => self.kill(), limit).unref()
      void gone.then(() => clearTimeout(timer))
    },
    kill() {
      leaving = true
      worker.process.kill('SIGKILL')
    },
  }
  return self
}
