/** What ends the process and what does not: signals drain it, an uncaught exception too, an unhandled rejection does not. */
import type { Log } from '../protocol/incoming.ts'

export interface ProcessPolicyOptions {
  /** Resolves when the process may end. `soon`: after an exception, nothing that is not under way is waited for. */
  readonly close: (soon: boolean) => Promise<void>
  /** Log fields of the request whose code is running. */
  readonly currentRequest: () => Readonly<Record<string, unknown>> | null
  readonly log: Log
  /** Those that end the process. @default ['SIGTERM', 'SIGINT'] */
  readonly signals?: readonly NodeJS.Signals[]
}

/** npm and a terminal both pass Ctrl-C on: what comes this soon after the first is the same press. ms */
const SAME_SIGNAL = 200

/** The result ends the process as a signal does. */
export function installProcessPolicy({ close, currentRequest, log, signals }: ProcessPolicyOptions): () => void {
  let ending = false
  let signalled = 0
  const end = async (code: number) => {
    ending = true
    await close(code !== 0)
    process.exit(code)
  }
  const onSignal = (signal: NodeJS.Signals) => {
    if (ending && Date.now() - signalled > SAME_SIGNAL) process.exit(1)
    if (ending) return
    signalled = Date.now()
    log('info', `${signal}: finishing what has begun.`)
    void end(0)
  }
  for (const signal of signals ?? ['SIGTERM', 'SIGINT']) process.on(signal, onSignal)
  process.on('unhandledRejection', (error) => {
    log('error', 'A promise was rejected and nobody handled it.', { ...currentRequest(), error })
  })
  process.on('uncaughtException', (error) => {
    log('error', 'An exception was not caught: shutting down.', { ...currentRequest(), error })
    if (!ending) void end(1)
  })
  return () => {
    if (!ending) void end(0)
  }
}
