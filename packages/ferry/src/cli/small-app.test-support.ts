/** For tests: a small app in a temporary folder, and the ferry command run on it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const BIN = fileURLToPath(new URL('../../bin/ferry.js', import.meta.url))
const MODULES = fileURLToPath(new URL('../../../../node_modules', import.meta.url))

export const SMALL_APP: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "small-app", "private": true, "type": "module" }',
  'app/layout.tsx': `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>
}`,
  'app/page.tsx': `import { save } from './actions'
export default function Page() {
  return <form action={save}><h1>Hello</h1><button>Save</button></form>
}`,
  'app/actions.ts': `'use server'
export async function save(): Promise<void> {}`,
  'app/api/ping/route.ts': 'export const GET = () => Response.json({ pong: true })',
  'public/hello.txt': 'hello',
}

export interface SmallApp {
  readonly root: string
  write(files: Readonly<Record<string, string>>): void
  remove(): void
}

export function createSmallApp(files: Readonly<Record<string, string>> = SMALL_APP): SmallApp {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'ferry-app-')))
  symlinkSync(MODULES, join(root, 'node_modules'))
  const app: SmallApp = {
    root,
    write(more) {
      for (const [name, text] of Object.entries(more)) {
        mkdirSync(dirname(join(root, name)), { recursive: true })
        writeFileSync(join(root, name), text)
      }
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
  app.write(files)
  return app
}

export interface Running {
  readonly child: ChildProcess
  readonly output: () => string
  readonly exit: Promise<number | null>
}

/** Runs `ferry <args>` in the folder. */
export function runFerry(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
  return runNode(cwd, [BIN, ...args], env)
}

export function runNode(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
  const clean = { ...process.env, NODE_ENV: undefined, PORT: undefined, HOST: undefined, NO_COLOR: '1' }
  const child = spawn(process.execPath, args, { cwd, env: { ...clean, ...env } })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  return { child, output: () => output, exit: once(child, 'close').then(([code]) => code as number | null) }
}
