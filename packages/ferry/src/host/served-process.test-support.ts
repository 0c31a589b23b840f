/** For tests: bundles written by hand, served by the real program in processes of its own, and raw connections to them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { serverSettings } from '../config/server-settings.ts'
import type { ServerSettings } from '../protocol/manifest.ts'

export interface Launched {
  readonly child: ChildProcess
  readonly output: () => string
  readonly exit: Promise<number | null>
}

export interface Served extends Launched {
  readonly port: number
}

export interface ServedFolder {
  readonly folder: string
  /** Writes a bundle under a name; a second time: in its place. */
  build(name: string, bundle: string, server?: Partial<ServerSettings>): void
  launch(name: string, args?: readonly string[], env?: NodeJS.ProcessEnv): Launched
  /** Launches, and resolves when it listens. */
  start(name: string, args?: readonly string[], env?: NodeJS.ProcessEnv): Promise<Served>
  killAll(): void
  remove(): void
}

export function createServedFolder(): ServedFolder {
  const folder = mkdtempSync(join(tmpdir(), 'ferry-process-'))
  const program = join(folder, 'serve.mjs')
  const entry = fileURLToPath(new URL('./run.ts', import.meta.url))
  writeFileSync(
    program,
    `import { createJiti } from ${JSON.stringify(import.meta.resolve('jiti'))}
const { run } = await createJiti(import.meta.url).import(${JSON.stringify(entry)})
await run(process.argv[2], process.argv.slice(3))`,
  )
  const running: ChildProcess[] = []
  const launch: ServedFolder['launch'] = (name, args = [], env = {}) => {
    const child = spawn(process.execPath, [program, join(folder, name), ...args], {
      cwd: folder,
      env: { ...process.env, PORT: '0', HOST: '127.0.0.1', NODE_ENV: 'production', ...env },
    })
    running.push(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
    const exit = once(child, 'close').then(([code]) => code as number | null)
    return { child, output: () => output, exit }
  }
  return {
    folder,
    build(name, bundle, server = {}) {
      const settings = {
        basePath: '',
        trustProxy: false,
        compress: false,
        server: { ...serverSettings(), ...server },
      }
      mkdirSync(join(folder, name, 'server'), { recursive: true })
      writeFileSync(join(folder, name, 'server', 'index.js'), bundle)
      writeFileSync(join(folder, name, 'manifest.json'), JSON.stringify({ settings }))
    },
    launch,
    async start(name, args, env) {
      const launched = launch(name, args, env)
      await eventually(launched.output).toMatch(/listens on http/)
      return { ...launched, port: Number(/listens on http:\/\/[^:]+:(\d+)/.exec(launched.output())?.[1]) }
    },
    killAll() {
      for (const child of running.splice(0)) child.kill('SIGKILL')
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** However busy the machine is: what should come is waited for long, what should not is never waited out. */
export function eventually(read: () => unknown, interval = 20) {
  return expect.poll(read, { timeout: 60_000, interval })
}

export interface RawConnection {
  readonly socket: Socket
  readonly text: () => string
  readonly closed: Promise<unknown>
}

/** Sends the bytes on a connection of its own. */
export async function open(port: number, bytes: string): Promise<RawConnection> {
  const socket = connect(port, '127.0.0.1')
  let received = ''
  socket.on('data', (chunk) => {
    received += String(chunk)
  })
  socket.on('error', () => {})
  const closed = once(socket, 'close')
  await once(socket, 'connect')
  socket.write(bytes)
  return { socket, text: () => received, closed }
}

export const get = (target: string) => `GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`
