/** Start a server process, wait until it answers, read its CPU time. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import http from 'node:http'

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

/** What the threads of the process have spent on a CPU so far, in milliseconds: by the nanosecond, where ticks would be 10 ms. */
export function cpuTime(pid) {
  const threads = readdirSync(`/proc/${pid}/task`)
  return threads.reduce((sum, id) => sum + onCpu(`/proc/${pid}/task/${id}/schedstat`), 0) / 1e6
}

function onCpu(file) {
  try {
    return Number(readFileSync(file, 'utf8').split(' ')[0])
  } catch {
    return 0 // The thread has ended since.
  }
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
