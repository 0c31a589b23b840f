import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { BuildResult } from './build-result.ts'
import { type ServerFixture, temporaryApp } from './fixtures/temporary-app.ts'

const READERS = `
  const { SECRET } = process.env
  const key = 'SECRET'
  const { env } = process
  export const seen = [process.env.SECRET, SECRET, process.env[key], env.SECRET, process['env'].SECRET]`

const app = temporaryApp(
  {
    'app/page.tsx': `
      import { seen } from './reader'
      import { Client } from './client'
      export default () => <main>{seen.join()};{process.env.FERRY_PUBLIC_NAME};{process.env.SITE}|<Client /></main>`,
    'app/reader.ts': READERS,
    'app/client.tsx': `
      'use client'
      import { seen } from './reader'
      export const Client = () => <i>{seen.join()};{process.env.FERRY_PUBLIC_NAME};{process.env.SITE};{process.env.NODE_ENV};{Object.keys(process.env).sort().join()}</i>`,
  },
  { publicEnv: { FERRY_PUBLIC_NAME: 'public name' }, env: { SITE: 'the site' } },
)
let result: BuildResult
let bundle: ServerFixture

beforeAll(async () => {
  vi.stubEnv('SECRET', 'canary-at-build')
  result = await app.build()
  vi.stubEnv('SECRET', 'canary-at-run-time')
  bundle = await app.load()
})
afterAll(() => {
  vi.unstubAllEnvs()
  app.remove()
})

describe('H-801: the environment', () => {
  test('is the real one in server code, read when it runs', async () => {
    const html = await bundle.html('page.tsx', result.manifest)
    const [server] = html.split('|')
    expect(server).toContain(Array(5).fill('canary-at-run-time').join())
    expect(server).toContain('public name<!-- -->;<!-- -->the site')
  })

  test('has only public names in client modules as they render on the server', async () => {
    const [, client = ''] = (await bundle.html('page.tsx', result.manifest)).split('|')
    expect(client).not.toContain('canary')
    expect(client.replaceAll('<!-- -->', '')).toContain(
      `,,,,;public name;the site;production;FERRY_PUBLIC_NAME,NODE_ENV,SITE`,
    )
  })

  test('reaches no file for the browser but for its public names', () => {
    expect(app.assets('js')).not.toContain('canary')
    expect(app.assets('js')).toContain('public name')
  })
})
