/** Entry of the process that runs the app under `ferry dev`. Told in its first argument what to load at once. */
import { createRequire } from 'node:module'
import type { AppSettings, FromApp, ToApp } from '../dev/app-messages.ts'
import { observeApp } from '../dev/app-observer.ts'
import { problemsOf } from '../dev/problems.ts'
import { takeOrigin } from '../dev/relay.ts'
import type { AppPaths } from '../dev/source-places.ts'
import { formatError } from '../errors/format.ts'
import { type FileIndex, publicFilesOf } from '../host/file-index.ts'
import { startHost } from '../host/host.ts'
import type { LoadedApp } from '../host/load-bundle.ts'
import { createLog } from '../host/log.ts'
import { outliveOutput } from '../host/lost-output.ts'
import { installProcessPolicy } from '../host/process-policy.ts'
import type { DevEvent } from '../protocol/dev-event.ts'
import type { Manifest } from '../protocol/manifest.ts'
import type { Ask, DevServerBundle, ServerUpdate } from '../protocol/server-update.ts'

outliveOutput()
const log = createLog({ format: 'human' })
const questions = new Map<number, (error: string | null) => void>()
let turns = 0
let manifest: Manifest
let running: LoadedApp['app'] | null = null
let paths: AppPaths = { root: process.cwd(), outDir: null }
let publicDir = ''
let publicFiles: () => FileIndex = () => new Map()

// The terminal sends Ctrl-C to every process; the parent decides when this one ends.
process.on('SIGINT', () => {})
// Until the app runs, there is nothing to finish.
const leave = () => process.exit()
process.on('disconnect', leave)

const bundle = createRequire(import.meta.url)(process.argv[2] ?? '') as DevServerBundle
bundle.connect(ask)
/** One after the other: an update is about what the one before has left. */
let work: Promise<unknown> = Promise.resolve()
process.on('message', (message: ToApp) => {
  switch (message.kind) {
    case 'start':
      work = work.then(() => start(message.settings, message.update))
      return
    case 'update':
      work = work.then(() => take(message))
      return
    case 'answer':
      questions.get(message.turn)?.(message.error)
      questions.delete(message.turn)
  }
})

async function start(settings: AppSettings, update: ServerUpdate): Promise<void> {
  const { root, outDir, socket, env } = settings
  paths = { root, outDir }
  publicDir = settings.publicDir
  publicFiles = publicFilesOf(publicDir)
  try {
    Object.assign(process.env, env)
    bundle.takeModules(update)
    manifest = update.manifest as Manifest
    const observer = observeApp(log, paths, tell)
    const host = await startHost({
      dir: outDir,
      publicFiles: () => publicFiles(),
      built: { manifest, bundle: { createApp: async (options) => (running = await bundle.createApp(options)) } },
      mode: 'development',
      log: observer.log,
      dev: observer.hooks,
      endpoint: { path: socket },
      deadline: 2_000,
      prepare(request) {
        observer.requested()
        return takeOrigin(request)
      },
    })
    installProcessPolicy({ close: host.close, currentRequest: host.currentRequest, log, signals: [] })
    process.off('disconnect', leave)
    process.on('disconnect', () => void host.close().then(() => process.exit()))
    report({ kind: 'ready' })
  } catch (error) {
    tell({ kind: 'failure', problems: problemsOf(error, paths) })
    report({ kind: 'failed', text: formatError(error) }, () => process.exit(1))
  }
}

async function take({ turn, update, hasPublicFiles }: Extract<ToApp, { kind: 'update' }>): Promise<void> {
  if (hasPublicFiles) publicFiles = publicFilesOf(publicDir)
  manifest = { ...manifest, ...update.manifest }
  try {
    bundle.takeModules(update)
    await running?.renew?.(manifest)
    report({ kind: 'taken', turn, error: null })
  } catch (error) {
    tell({ kind: 'failure', problems: problemsOf(error, paths) })
    report({ kind: 'taken', turn, error: formatError(error) })
  }
}

function ask(wanted: Parameters<Ask>[0]): Promise<void> {
  const turn = ++turns
  return new Promise((resolve, reject) => {
    questions.set(turn, (error) => (error === null ? resolve() : reject(new Error(error))))
    report({ kind: 'ask', turn, wanted })
  })
}

function tell(event: DevEvent): void {
  report({ kind: 'event', event })
}

function report(message: FromApp, then: () => void = () => {}): void {
  process.send?.(message, undefined, undefined, then)
}
