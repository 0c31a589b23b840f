/** For tests: commands run to their end, and servers started and stopped with everything they have started. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

type Environment = Readonly<Record<string, string>>

/** Resolves to the output; rejects with it when the command fails. */
export async function run(cwd: string, command: readonly string[], env: Environment = {}): Promise<string> {
  const { child, output } = start(cwd, command, env)
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${output()}`)
  return output()
}

export interface Server {
  readonly url: string
  /** Ends it as a terminal would, and resolves when all of it is gone. */
  stop(): Promise<void>
}

/** Resolves when it answers. */
export async function serve(cwd: string, command: readonly string[], env: Environment = {}): Promise<Server> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const { child, output } = start(cwd, command, { PORT: String(port), HOST: 'localhost', ...env })
  const closed = once(child, 'close')
  const stop = async () => {
    signal(child, 'SIGTERM')
    const impatient = setTimeout(() => signal(child, 'SIGKILL'), 10_000)
    await closed
    clearTimeout(impatient)
  }
  const patience = Date.now() + 120_000
  while (Date.now() < patience && child.exitCode === null) {
    const answer = await fetch(url).catch(() => null)
    await answer?.arrayBuffer()
    if (answer) return { url, stop }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await stop()
  throw new Error(`${command.join(' ')} does not answer:\n${output()}`)
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function start(cwd: string, [file = '', ...args]: readonly string[], env: Environment) {
  // What this test runner put into the environment is not for the app.
  const { NODE_ENV: _mode, NODE_OPTIONS: _options, VITEST: _vitest, ...rest } = process.env
  const child = spawn(file, args, { cwd, env: { ...rest, NO_COLOR: '1', ...env }, detached: true })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)))
  const orphaned = () => signal(child, 'SIGKILL')
  process.once('exit', orphaned)
  child.once('close', () => process.off('exit', orphaned))
  return { child, output: () => text }
}

/** To the whole group: `npm run` has processes of its own. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, name)
  } catch {
    // It has just ended by itself.
  }
}
