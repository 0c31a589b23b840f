/** The built app, started with an empty database of its own. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

export async function startApp() {
  const data = await mkdtemp(path.join(tmpdir(), 'auth-test-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = { ...process.env, PORT: port, HOST: 'localhost', AUTH_DATA: data }
  const server = spawn(process.execPath, ['dist/server.js'], { env })
  let output = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (output += chunk))
  const stop = async () => {
    if (server.exitCode === null && server.kill()) await once(server, 'exit')
    await rm(data, { recursive: true, force: true })
  }
  for (let tries = 0; tries < 200; tries++) {
    if (server.exitCode !== null) break
    if (await fetch(url).catch(() => null)) return { url, data, stop }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await stop()
  return assert.fail(`No answer from ${url}\n${output}`)
}

async function freePort() {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  return port
}
