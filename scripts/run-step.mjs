/** Runs one command as one calm line: its name, then how it ended. The output is shown only when it failed. */
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const ENVIRONMENT = {
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  NO_UPDATE_NOTIFIER: '1',
  npm_config_update_notifier: 'false',
}
const HEARTBEAT = 60_000

/**
 * @param {string} title Example: `Build`
 * @param {readonly string[]} command Example: `['npm', 'run', 'build']`
 * @param {{ cwd?: string, env?: Record<string, string>, minutes?: number }} [options] `minutes` after which the command counts as failed
 * @returns {Promise<{ ok: boolean, output: string, seconds: number }>}
 */
export async function runStep(title, command, { cwd = root, env = {}, minutes = 15 } = {}) {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  process.stdout.write(`${title} …\n`)
  const beat = setInterval(() => process.stdout.write(`${title} … ${seconds()} s\n`), HEARTBEAT)
  const { code, output } = await collect(command, { cwd, env, minutes })
  clearInterval(beat)
  const ok = code === 0
  process.stdout.write(`${title}: ${ok ? 'done' : `failed (${code})`} in ${seconds()} s\n`)
  if (!ok) process.stdout.write(`\n${output.trimEnd()}\n\n`)
  return { ok, output, seconds: seconds() }
}

/** @returns {Promise<{ code: number | string, output: string }>} */
function collect([file, ...args], { cwd, env, minutes }) {
  return new Promise((resolve) => {
    // A group of its own, so that what the command has started ends with it.
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...ENVIRONMENT, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    let output = ''
    const add = (text) => {
      output += text
    }
    child.stdout.setEncoding('utf8').on('data', add)
    child.stderr.setEncoding('utf8').on('data', add)
    const stop = () => endGroup(child)
    const limit = setTimeout(() => {
      add(`\nStopped after ${minutes} minutes.\n`)
      stop()
    }, minutes * 60_000)
    process.once('exit', stop)
    child.on('error', (error) => add(String(error)))
    child.on('close', (code, signal) => {
      clearTimeout(limit)
      process.removeListener('exit', stop)
      resolve({ code: code ?? signal ?? 'not started', output })
    })
  })
}

function endGroup(child) {
  if (child.pid === undefined || child.exitCode !== null) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has just ended by itself.
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
