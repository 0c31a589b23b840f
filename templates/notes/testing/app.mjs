/** The built app, started with a database of its own: a SQLite file, or one in PostgreSQL. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'

/** Where the tests run: PostgreSQL when there is a server to make a database on. */
export const databases = ['SQLite', ...(process.env.TEST_DATABASE_URL ? ['PostgreSQL'] : [])]

export async function startApp(database) {
  const made = database === 'SQLite' ? await madeFolder() : await madeDatabase(process.env.TEST_DATABASE_URL)
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = { ...process.env, PORT: port, HOST: 'localhost', ...made.env }
  const server = spawn(process.execPath, ['dist/server.js'], { env })
  let output = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (output += chunk))
  const stop = async () => {
    if (server.exitCode === null && server.kill()) await once(server, 'exit')
    await made.remove()
  }
  for (let tries = 0; tries < 200; tries++) {
    if (server.exitCode !== null) break
    if (await fetch(url).catch(() => null)) return { url, stop }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await stop()
  return assert.fail(`No answer from ${url}\n${output}`)
}

async function madeFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), 'notes-test-'))
  return {
    env: { NOTES_DATA: folder, DATABASE_URL: '' },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

async function madeDatabase(server) {
  const name = `notes_test_${process.pid}_${Date.now()}`
  const ask = async (sql) => {
    const client = new pg.Client(server)
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  await ask(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { env: { DATABASE_URL: url.href }, remove: () => ask(`drop database ${name} with (force)`) }
}

async function freePort() {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  return port
}
