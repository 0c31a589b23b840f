/** Starts a dev server and tells how long its first page took. */
import { spawn } from 'node:child_process'
import http from 'node:http'

const PATIENCE = 180_000

/**
 * @param command what to run, in `cwd`
 * @returns ms from the start of the process to the end of the first page, and the running server
 */
export async function startDev({ command, cwd, port, path, expect }) {
  const [program, ...args] = command
  const began = performance.now()
  // A group of its own: dev servers have children.
  const child = spawn(program, args, {
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'development', NEXT_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const kill = (signal) => {
    try {
      process.kill(-child.pid, signal)
    } catch {
      // It has ended.
    }
  }
  const killNow = () => kill('SIGKILL')
  process.once('exit', killNow)
  const stop = async () => {
    // As Ctrl-C does: a server may keep what it has compiled.
    kill('SIGINT')
    const timer = setTimeout(killNow, 10_000)
    await ended
    clearTimeout(timer)
    kill('SIGKILL')
    process.off('exit', killNow)
  }
  try {
    const text = await Promise.race([
      firstPage(`http://localhost:${port}${path}`, began),
      ended.then(() => Promise.reject(new Error('The server has ended.'))),
    ])
    if (!text.includes(expect)) throw new Error(`The first page is wrong:\n${text.slice(0, 2000)}`)
    return { milliseconds: performance.now() - began, port, stop, output: () => output }
  } catch (error) {
    await stop()
    throw new Error(`${command.join(' ')}: ${error.message}\n${output}`)
  }
}

/** Whole, as a browser would wait for it. */
async function firstPage(url, began) {
  while (performance.now() - began < PATIENCE) {
    const text = await get(url).catch(() => null)
    if (text !== null) return text
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(`Nothing answers at ${url}.`)
}

function get(url) {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { headers: { accept: 'text/html' } }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => (text += chunk))
      response.on('end', () => resolve(text))
      response.on('error', reject)
    })
    request.on('error', reject)
  })
}
