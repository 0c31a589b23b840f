/** The process that runs the app. It takes edits as they come; what cannot be taken back needs a fresh one. */
import { type ChildProcess, fork } from 'node:child_process'
import type { DevEvent } from '../protocol/dev-event.ts'
import type { ServerUpdate } from '../protocol/server-update.ts'
import type { AppSettings, FromApp, ToApp, Wanted } from './app-messages.ts'

export interface AppProcess {
  /** Resolves when it has ended, whoever ended it. */
  readonly ended: Promise<void>
  /** Resolves when it takes requests; rejects with an AppFailure when it does not come to that. */
  start(settings: AppSettings, update: ServerUpdate): Promise<void>
  /** Resolves when it runs what the update says; rejects with an AppFailure when a module of the app fails. */
  update(update: ServerUpdate, hasPublicFiles: boolean): Promise<void>
  /** Lets running requests finish for a moment. */
  stop(): Promise<void>
}

export interface AppProcessOptions {
  /** Module to run. */
  readonly entry: string
  /** What it loads at once, before anything of the app is known. */
  readonly runtime: string
  /** Compiles what a request needs and nobody has asked for. Rejects with why it cannot. */
  readonly onAsk: (wanted: Wanted) => Promise<void>
  /** It tells of its work. */
  readonly onEvent: (event: DevEvent) => void
}

const STOP_PATIENCE = 4_000

/** Its message is what to show. */
export class AppFailure extends Error {}

export function forkAppProcess({ entry, runtime, onAsk, onEvent }: AppProcessOptions): AppProcess {
  const child = fork(entry, [runtime], {
    env: { ...process.env, NODE_ENV: 'development' },
    execArgv: ['--enable-source-maps'],
  })
  const pending = new Map<number, (error: string | null) => void>()
  let turns = 0
  let settleStart: (failure: AppFailure | null) => void = () => {}
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.on('message', (message: FromApp) => {
    switch (message.kind) {
      case 'ready':
        return settleStart(null)
      case 'failed':
        return settleStart(new AppFailure(message.text))
      case 'taken':
        pending.get(message.turn)?.(message.error)
        pending.delete(message.turn)
        return
      case 'event':
        return onEvent(message.event)
      case 'ask':
        return void answer(child, message.turn, onAsk(message.wanted))
    }
  })
  child.once('error', (error) => settleStart(new AppFailure(error.message)))
  child.once('exit', (code, signal) => {
    settleStart(new AppFailure(`The process of the app ended at its start (${signal ?? `exit code ${code}`}).`))
    for (const settle of pending.values()) settle('The process of the app has ended.')
  })
  return {
    ended,
    start(settings, update) {
      return new Promise((resolve, reject) => {
        settleStart = (failure) => (failure === null ? resolve() : reject(failure))
        if (child.exitCode !== null) reject(new AppFailure('The process of the app has ended.'))
        else send(child, { kind: 'start', settings, update })
      })
    },
    update(update, hasPublicFiles) {
      const turn = ++turns
      return new Promise((resolve, reject) => {
        pending.set(turn, (error) => (error === null ? resolve() : reject(new AppFailure(error))))
        if (!send(child, { kind: 'update', turn, update, hasPublicFiles }))
          pending.get(turn)?.('The process of the app has ended.')
      })
    },
    stop: () => stop(child, ended),
  }
}

async function answer(child: ChildProcess, turn: number, work: Promise<void>): Promise<void> {
  const error = await work.then(
    () => null,
    (reason: unknown) => (reason instanceof Error ? reason.message : String(reason)),
  )
  send(child, { kind: 'answer', turn, error })
}

/** False: nobody is there any more. */
function send(child: ChildProcess, message: ToApp): boolean {
  if (!child.connected) return false
  child.send(message, () => {})
  return true
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  // It ends when nobody is left to report to; so it does when this process is killed.
  if (child.connected) child.disconnect()
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE)
  await ended
  clearTimeout(timer)
}
