/** Start a server process, wait until it answers, read its CPU time. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import http from 'node:http'

const TICKS_PER_SECOND = 100

export async function startProcess(file, { port, env = {}, nodeArgs = [], cwd, ipc = false }) {
  const child = spawn(process.execPath, [...nodeArgs, file], {
    cwd,
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'ignore', 'inherit', ...(ipc ? ['ipc'] : [])],
  })
  const stop = () =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', resolve)
      child.kill('SIGKILL')
    })
  process.once('exit', () => child.kill('SIGKILL'))
  await answers(port)
  return { pid: child.pid, child, port, stop }
}

/** User plus system time of the process so far, in milliseconds. */
export function cpuTime(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1000
}

async function answers(port) {
  for (let attempt = 0; attempt < 200; attempt++) {
    const reached = await new Promise((resolve) => {
      const request = http.get({ port, host: '127.0.0.1', path: '/' }, (response) => {
        response.resume()
        response.on('end', () => resolve(true))
      })
      request.on('error', () => resolve(false))
    })
    if (reached) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Nothing answers on port ${port}.`)
}
