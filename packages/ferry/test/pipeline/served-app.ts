/** A built app served by its own `dist/server.js`, in processes of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import type { BuiltApp } from './built-app.ts'

export interface ServedApp {
  readonly child: ChildProcess
  readonly url: string
  readonly output: () => string
  readonly exit: Promise<number | null>
  /** On a connection of its own. */
  fetch(target: string, init?: RequestInit): Promise<Response>
  /** Calls a server function as a browser does. */
  call(name: string, args: string, headers?: Readonly<Record<string, string>>): Promise<Response>
}

export async function serveApp(
  { dir, manifest }: BuiltApp,
  { args = [], env = {} }: { readonly args?: readonly string[]; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<ServedApp> {
  const child = spawn(process.execPath, [join(dir, 'dist/server.js'), ...args], {
    cwd: dir,
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', HOST: '127.0.0.1', ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  const exit = once(child, 'close').then(([code]) => code as number | null)
  await vi.waitFor(() => expect(output).toMatch(/listens on http|"level":50/), { timeout: 60_000 })
  if (!output.includes('listens on http')) throw new Error(output)
  const url = /listens on (http:\/\/[^\s"]+)/.exec(output)?.[1] ?? ''
  const get: ServedApp['fetch'] = (target, init = {}) =>
    fetch(url + target, { ...init, headers: { connection: 'close', ...init.headers } })
  return {
    child,
    url,
    output: () => output,
    exit,
    fetch: get,
    call(name, body, headers = {}) {
      const id = Object.entries(manifest.functions).find(([, { source }]) => source.endsWith(`#${name}`))?.[0]
      if (id === undefined) throw new Error(`no server function ${name}`)
      return get(`/_ferry/action/${id}`, {
        method: 'POST',
        body,
        headers: { origin: url, 'content-type': 'text/plain', 'ferry-protocol': '1', ...headers },
      })
    },
  }
}
