/** The notes on a real PostgreSQL: the template's own tests, several instances, and a database that goes away for a while. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { REPOSITORY } from '../src/test-terminal.test-support.ts'
import { createPostgres, type Postgres, postgresPrograms } from './postgres.test-support.ts'
import { run, serve } from './run-app.test-support.ts'

const MINUTES = 60_000

describe.skipIf(postgresPrograms === null)('the notes on PostgreSQL', () => {
  let root: string
  let app: string
  let postgres: Postgres
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'ferry-notes-'))
    await run(root, ['tar', '-xzf', inject('packed')['create-ferry-app'].tarball, '-C', root])
    symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'))
    app = join(root, 'notes')
    mkdirSync(app)
    const program = join(root, 'package/bin/create-ferry-app.js')
    await run(root, [process.execPath, program, app, '-t', 'notes', '--no-install', '--no-git'])
    symlinkSync(join(REPOSITORY, 'node_modules'), join(app, 'node_modules'))
    postgres = await createPostgres(postgresPrograms ?? '')
    await postgres.start()
  }, 2 * MINUTES)
  afterAll(async () => {
    await postgres?.remove()
    rmSync(root, { recursive: true, force: true })
  })

  test('pass the tests that the template brings, there and on SQLite', { timeout: 4 * MINUTES }, async () => {
    const output = await run(app, ['npm', 'test'], { TEST_DATABASE_URL: postgres.url })
    expect(output).toMatch(/^# Subtest: on PostgreSQL$/m)
    expect(output).toMatch(/^# fail 0$/m)
  })

  test('instances that start at the same moment share one set of notes', { timeout: MINUTES }, async () => {
    const env = { DATABASE_URL: postgres.url, NODE_ENV: 'production' }
    const servers = await Promise.all([1, 2, 3].map(() => serve(app, [process.execPath, 'dist/server.js'], env)))
    try {
      for (const { url } of servers) expect(await (await fetch(url)).text()).toMatch(/role="status">5 notes</)
    } finally {
      await Promise.all(servers.map((server) => server.stop()))
    }
  })

  test('a database that goes away is a 500, and comes back without a restart', { timeout: MINUTES }, async () => {
    const server = await serve(app, [process.execPath, 'dist/server.js'], { DATABASE_URL: postgres.url })
    try {
      expect((await fetch(server.url)).status).toBe(200)
      await postgres.stop()
      const answer = await fetch(server.url)
      expect(answer.status).toBe(500)
      expect(await answer.text()).not.toMatch(/ECONNREFUSED|postgres:/)
      await postgres.start()
      expect((await fetch(server.url)).status).toBe(200)
    } finally {
      await server.stop()
    }
  })
})

test('the template brings what it needs for both databases', () => {
  const text = readFileSync(join(REPOSITORY, 'templates/notes/package.json'), 'utf8')
  expect(Object.keys((JSON.parse(text) as { dependencies: object }).dependencies)).toEqual(
    expect.arrayContaining(['libsql', 'pg']),
  )
})
