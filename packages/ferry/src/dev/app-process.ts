/** The process that runs one version of the app: a fresh one each time, so that nothing of the old code stays behind. */
import { type ChildProcess, fork } from 'node:child_process'

export interface AppProcess {
  /** Socket or pipe on which it takes requests. */
  readonly socket: string
  /** Resolves when it has ended, whoever ended it. */
  readonly ended: Promise<void>
  /** Lets running requests finish for a moment. */
  stop(): Promise<void>
}

export interface AppProcessOptions {
  /** Module to run. It is told the rest as JSON in its first argument, and reports with an AppMessage. */
  readonly entry: string
  readonly socket: string
  readonly settings: Readonly<Record<string, unknown>>
}

export type AppMessage = { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly text: string }

const STOP_PATIENCE = 4_000

/** Resolves when it takes requests; rejects with an AppFailure when it does not come to that. */
export function startAppProcess({ entry, socket, settings }: AppProcessOptions): Promise<AppProcess> {
  const child = fork(entry, [JSON.stringify({ ...settings, socket })], {
    env: { ...process.env, NODE_ENV: 'development' },
    execArgv: ['--enable-source-maps'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return new Promise((resolve, reject) => {
    child.on('message', (message: AppMessage) => {
      if (message.kind === 'ready') resolve({ socket, ended, stop: () => stop(child, ended) })
      else reject(new AppFailure(message.text))
    })
    child.once('error', (error) => reject(new AppFailure(error.message)))
    child.once('exit', (code, signal) => {
      reject(new AppFailure(`The process of the app ended at its start (${signal ?? `exit code ${code}`}).`))
    })
  })
}

/** Its message is what to show. */
export class AppFailure extends Error {}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  // It ends when nobody is left to report to; so it does when this process is killed.
  if (child.connected) child.disconnect()
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE)
  await ended
  clearTimeout(timer)
}
