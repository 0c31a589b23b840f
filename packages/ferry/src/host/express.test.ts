import type { Express } from 'express'
import { afterEach, describe, expect, it } from 'vitest'
import { createExpressListener } from './express.ts'
import { type Handmade, handmadeApp, serve, statusOf, text } from './handmade-app.test-support.ts'

let server: Handmade | null = null
afterEach(async () => {
  await server?.close()
  server = null
})

async function start(configure: (app: Express) => void | Promise<void>): Promise<Handmade> {
  const app = handmadeApp(({ target, mount }) => text(`ferry ${mount}${target}`, 200, [['Set-Cookie', 'ferry=1']]))
  server = await serve(app, {
    wrap: (listener, log) =>
      createExpressListener({
        configure: (express) => configure(express as Express),
        listener,
        server: null,
        settings: { trustProxy: false },
        log,
      }),
  })
  return server
}

const get = (target: string, headers = '') => `GET ${target} HTTP/1.1\r\nHost: a\r\n${headers}Connection: close\r\n\r\n`

describe('server.ts', () => {
  it('answers its own routes, and Ferry the rest', async () => {
    const { raw } = await start((app) => {
      app.get('/health', (_request, response) => void response.send('healthy'))
    })
    expect(await raw(get('/health'))).toContain('healthy')
    expect(await raw(get('/health/more?a=b'))).toContain('ferry /health/more?a=b')
  })

  it('is waited for when it is async', async () => {
    const { raw } = await start(async (app) => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      app.get('/late', (_request, response) => void response.send('here'))
    })
    expect(await raw(get('/late'))).toContain('here')
  })

  it('sets headers and cookies that Ferry keeps', async () => {
    const { raw } = await start((app) => {
      app.use((_request, response, next) => {
        response.cookie('session', '1').set('X-Frame-Options', 'DENY').set('Content-Type', 'text/html')
        next()
      })
    })
    const response = await raw(get('/'))
    expect(response).toMatch(/X-Frame-Options: DENY\r\n/)
    expect(response).toMatch(/Set-Cookie: session=1; Path=\/\r\n/)
    expect(response).toMatch(/Set-Cookie: ferry=1\r\n/)
    expect(response.match(/^Content-Type:.*$/gim)).toEqual(['Content-Type: text/plain; charset=utf-8'])
    expect(response).not.toMatch(/X-Powered-By/i)
  })

  it.each([
    ['throws', () => Promise.reject(new Error('secret')), 500],
    ['throws with a status', () => Promise.reject(Object.assign(new Error('secret'), { status: 422 })), 422],
    ['throws no error', () => Promise.reject('secret'), 500],
  ])('that %s gives a bare answer', async (_name, fail, status) => {
    const { raw, logged } = await start((app) => {
      app.get('/', fail)
    })
    const response = await raw(get('/'))
    expect(statusOf(response)).toBe(status)
    expect(response).not.toContain('secret')
    expect(logged).toHaveLength(status === 500 ? 1 : 0)
  })

  it('H-602 never sees a target that is not a path', async () => {
    let seen = 0
    const { raw } = await start((app) => {
      app.use((_request, _response, next) => {
        seen++
        next()
      })
    })
    expect(statusOf(await raw(get('http://evil.test/')))).toBe(400)
    expect(statusOf(await raw(get('//evil.test/')))).toBe(400)
    expect(seen).toBe(0)
  })
})
