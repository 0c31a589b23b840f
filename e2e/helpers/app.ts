/** An app that runs: started from its build or by the dev server, on a free port, with its output kept. */
import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.ts'
import { appEnvironment, ferryBin } from './run-ferry.ts'

export const kitchen = fileURLToPath(new URL('../fixtures/kitchen', import.meta.url))
export const notes = fileURLToPath(new URL('../../templates/notes', import.meta.url))
/** The app of docs/migrating-from-next.md. */
export const workshop = fileURLToPath(new URL('../fixtures/workshop', import.meta.url))
/** Temporary apps live inside the workspace, so that their packages resolve. */
export const appsFolder = fileURLToPath(new URL('../.apps', import.meta.url))

export interface App {
  readonly url: string
  readonly dir: string
  readonly pid: number
  /** Everything the server has printed so far. */
  output(): string
  /** Changes a file; what it was before comes back with `restore`. */
  edit(file: string, change: (text: string) => string): Promise<void>
  restore(): Promise<void>
  stop(): Promise<void>
}

type Environment = Readonly<Record<string, string>>

/** Serves `dir/dist`, which has been built, with plain Node. */
export async function startBuilt(dir: string, env: Environment = {}): Promise<App> {
  return start(dir, [path.join(dir, 'dist/server.js')], { NODE_ENV: 'production', ...env })
}

/** Runs a program of the app itself that serves it. */
export async function startNode(dir: string, args: readonly string[], env: Environment = {}): Promise<App> {
  return start(dir, args, env)
}

export async function startDev(dir: string, env: Environment = {}): Promise<App> {
  return start(dir, [ferryBin, 'dev'], env)
}

/** A copy of an app that a test may change. */
export async function copyApp(source: string, name: string): Promise<string> {
  await mkdir(appsFolder, { recursive: true })
  const dir = await mkdtemp(path.join(appsFolder, `${name}-`))
  const unwanted = new Set(['dist', '.ferry', 'node_modules'])
  await cp(source, dir, { recursive: true, filter: (file) => !unwanted.has(path.basename(file)) })
  return dir
}

async function start(dir: string, args: readonly string[], env: Environment): Promise<App> {
  const port = env.PORT ? Number(env.PORT) : await freePort()
  const url = `http://localhost:${port}`
  const data = await mkdtemp(path.join(tmpdir(), 'ferry-e2e-'))
  const child = spawn(process.execPath, args, {
    cwd: dir,
    env: appEnvironment({
      PORT: String(port),
      HOST: 'localhost',
      KITCHEN_DATA: data,
      NOTES_DATA: data,
      AUTH_DATA: data,
      ...env,
    }),
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  // A worker that is ended in the middle of a test leaves nothing behind.
  const orphaned = () => child.kill('SIGKILL')
  process.once('exit', orphaned)
  const originals = new Map<string, string>()
  const app: App = {
    url,
    dir,
    pid: child.pid ?? -1,
    output: () => output,
    async edit(file, change) {
      const name = path.join(dir, file)
      const text = await readFile(name, 'utf8')
      if (!originals.has(name)) originals.set(name, text)
      await writeFile(name, change(text))
    },
    async restore() {
      for (const [name, text] of originals) await writeFile(name, text)
      originals.clear()
    },
    async stop() {
      await app.restore()
      await end(child)
      process.off('exit', orphaned)
      await rm(data, { recursive: true, force: true })
    },
  }
  try {
    await answering(url, child, () => output)
  } catch (error) {
    await app.stop()
    throw error
  }
  return app
}

async function answering(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const patience = Date.now() + 60_000
  while (Date.now() < patience) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${output()}`)
    try {
      await (await fetch(url, { signal: AbortSignal.timeout(30_000) })).arrayBuffer()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  throw new Error(`No answer from ${url}:\n${output()}`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const impatient = setTimeout(() => child.kill('SIGKILL'), 3_000)
  await ended
  clearTimeout(impatient)
}
