/** Runs a command of the ferry CLI to its end. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const ferryBin = fileURLToPath(new URL('../../packages/ferry/bin/ferry.js', import.meta.url))

export interface Finished {
  readonly code: number | null
  readonly output: string
}

export function runFerry(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return new Promise<Finished>((resolve, reject) => {
    const child = spawn(process.execPath, [ferryBin, ...args], { cwd, env: appEnvironment(env) })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}

/** The environment of an app: ours without what a test runner put there. */
export function appEnvironment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { NODE_ENV: _mode, NODE_OPTIONS: _options, FORCE_COLOR: _color, ...rest } = process.env
  return { ...rest, NO_COLOR: '1', ...extra }
}
