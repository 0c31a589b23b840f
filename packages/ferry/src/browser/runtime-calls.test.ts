import { describe, expect, it } from 'vitest'
import { writeFailure } from '../protocol/failure.ts'
import { answer, BUILD } from './runtime-server.test-support.ts'
import { held, home, ID, OTHER, runtimeTab, type Scope } from './runtime-tab.test-support.ts'

declare const self: Scope
const { server, page, shows, requested, call } = runtimeTab()

describe('a call', () => {
  it('A-201: is one POST with the headers of the contract', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('"done"', { page: home(20) }))
    expect(await call(ID, 1, 'ü')).toBe('done')
    const [request] = requested('POST', `/_ferry/action/${ID}`)
    expect(request?.headers).toMatchObject({
      accept: 'text/x-component',
      'ferry-protocol': '1',
      'ferry-build': BUILD,
      'ferry-url': '/',
      'ferry-once': expect.stringMatching(/^[0-9a-f]{32}$/),
      'content-type': 'text/plain;charset=UTF-8',
    })
    expect(request?.body).toBe('[1,"ü"]')
    await shows('home 20')
    expect(server.requests).toHaveLength(2)
  })

  it('gets a key of its own, or the one it was given', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('1'))
    await call(ID)
    await call(ID)
    await page().evaluate((id) => self.callOptions({ once: 'my-key-0123456789' }, () => self.reference(id)()), ID)
    const keys = requested('POST', `/_ferry/action/${ID}`).map(({ headers }) => headers['ferry-once'])
    expect(new Set(keys).size).toBe(3)
    expect(keys[2]).toBe('my-key-0123456789')
  })

  it('A-308: sends no hidden field of a form', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('1'))
    await page().evaluate((id) => {
      const form = new FormData()
      form.append('$ACTION_ID_x', '')
      form.append('name', 'Ada')
      return self.reference(id)('state', form)
    }, ID)
    const body = requested('POST', `/_ferry/action/${ID}`)[0]?.body
    expect(body).toContain('Ada')
    expect(body).not.toContain('$ACTION_')
  })

  it('runs beside others, never after them', async () => {
    const slow = held(answer('"slow"'))
    server.on(`POST /_ferry/action/${ID}`, slow.respond)
    server.on(`POST /_ferry/action/${OTHER}`, answer('"quick"'))
    await page().evaluate((id) => void self.reference(id)(), ID)
    expect(await call(OTHER)).toBe('quick')
    slow.release()
  })

  it.each([
    [400, 'bad-request', {}],
    [403, 'forbidden-origin', {}],
    [413, 'too-large', {}],
    [422, 'invalid', { data: [{ message: 'Required', path: ['name'] }] }],
    [429, 'rate-limited', { retryAfter: 4 }],
    [503, 'unavailable', { retryAfter: 1 }],
  ])('refused with %d is a typed error', async (status, kind, more) => {
    const failure = { kind, status, message: 'No.', ...more }
    server.on(`POST /_ferry/action/${ID}`, (response) => void response.writeHead(status).end(JSON.stringify(failure)))
    const error = await page().evaluate(
      (id) =>
        self
          .reference(id)()
          .catch(({ name, kind, status, message, data, retryAfter }) => ({
            name,
            kind,
            status,
            message,
            data,
            retryAfter,
          })),
      ID,
    )
    expect(error).toEqual({ name: 'CallError', data: undefined, retryAfter: undefined, ...failure })
  })

  it('whose function threw is a typed error with the digest of the log', async () => {
    const digest = writeFailure({ kind: 'threw', status: 500, message: 'It failed.', digest: 'log-1' })
    server.on(`POST /_ferry/action/${ID}`, answer(`E${JSON.stringify({ digest })}`, { status: 500 }))
    const error = await page().evaluate(
      (id) =>
        self
          .reference(id)()
          .catch(({ kind, digest, message }) => ({ kind, digest, message })),
      ID,
    )
    expect(error).toEqual({ kind: 'threw', digest: 'log-1', message: 'It failed.' })
  })

  it('D-2: aborted by its signal rejects and closes the connection', async () => {
    let closed = false
    server.on(`POST /_ferry/action/${ID}`, (response) => void response.on('close', () => (closed = true)))
    const name = page().evaluate((id) => {
      const controller = new AbortController()
      addEventListener('stop', () => controller.abort())
      return self
        .callOptions({ signal: controller.signal }, () => self.reference(id)())
        .catch((error: Error) => error.name)
    }, ID)
    await expect.poll(() => requested('POST', `/_ferry/action/${ID}`).length).toBe(1)
    await page().evaluate(() => void dispatchEvent(new Event('stop')))
    expect(await name).toBe('AbortError')
    await expect.poll(() => closed).toBe(true)
  })

  it('that takes too long rejects with a TimeoutError', async () => {
    server.on(`POST /_ferry/action/${ID}`, () => {})
    const name = await page().evaluate(
      (id) => self.callOptions({ timeout: 100 }, () => self.reference(id)()).catch((error: Error) => error.name),
      ID,
    )
    expect(name).toBe('TimeoutError')
  })

  it('tells how far an upload is', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('"stored"'))
    const [result, last] = await page().evaluate(async (id) => {
      const seen: { loaded: number; total: number }[] = []
      const blob = new Blob([new Uint8Array(300_000)])
      const onProgress = (progress: { loaded: number; total: number }) => seen.push(progress)
      return [await self.callOptions({ onProgress }, () => self.reference(id)(blob)), seen.at(-1)] as const
    }, ID)
    expect(result).toBe('stored')
    expect(last?.loaded).toBeGreaterThan(300_000)
    expect(last?.loaded).toBe(last?.total)
  })

  it('Never lost: a broken connection is tried again with the same key', async () => {
    let tries = 0
    server.on(`POST /_ferry/action/${ID}`, (response, request) =>
      ++tries === 1 ? void response.socket?.destroy() : answer('"second"')(response, request),
    )
    expect(await call(ID)).toBe('second')
    const keys = requested('POST', `/_ferry/action/${ID}`).map(({ headers }) => headers['ferry-once'])
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBe(keys[1])
  })
})
