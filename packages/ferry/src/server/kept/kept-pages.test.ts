import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CopiesElsewhere } from './copies-elsewhere.ts'
import type { Copy } from './copy.ts'
import { KeptPages, type PageSource } from './kept-pages.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function copy(text: string, { lifetime = 1_000, begun = Date.now(), tags = ['ferry:page:/', 'notes'] } = {}): Copy {
  const payload = { before: Buffer.from(''), after: Buffer.from(text) }
  return { begun, lifetime, tags, page: { status: 200, redirect: null, isSealed: false, payload } }
}

/** A page whose renderings end when the test says so. */
function source() {
  const running: { resolve(copy: Copy): void; reject(error: Error): void; tags: Set<string> }[] = []
  const failed: string[] = []
  const page: PageSource = {
    tags: ['ferry:page:/'],
    render: (tags) => new Promise((resolve, reject) => running.push({ resolve, reject, tags })),
    failed: (error) => failed.push(String(error)),
  }
  return { page, running, failed }
}

function open(elsewhere: CopiesElsewhere | null = null) {
  const log: string[] = []
  const work: Promise<unknown>[] = []
  const kept = new KeptPages({ log: (_, text) => log.push(text), elsewhere, keepAlive: (one) => work.push(one) })
  const { page, running, failed } = source()
  const get = async () => (await kept.get('/', page))?.payload.after.toString() ?? null
  const settle = async () => void (await Promise.allSettled(work.splice(0)))
  /** The page, rendered by this very question. */
  const rendered = async (text: string, options?: Parameters<typeof copy>[1]) => {
    const asked = get()
    await vi.waitFor(() => expect(running.length).toBeGreaterThan(0))
    running.shift()?.resolve(copy(text, options))
    return asked
  }
  return { kept, running, failed, log, get, settle, rendered }
}

describe('a kept page', () => {
  test('that cannot be rendered is rendered for the request, and tried again by the next', async () => {
    const { get, running, rendered, log } = open()
    const asked = [get(), get()]
    await vi.waitFor(() => expect(running).toHaveLength(1))
    running.shift()?.reject(new Error('down'))
    expect(await Promise.all(asked)).toEqual([null, null])
    expect(await rendered('one')).toBe('one')
    expect(log).toEqual([])
  })

  test('that could not be renewed is left in peace for a while', async () => {
    const { get, running, rendered, failed, settle } = open()
    await rendered('one')
    vi.advanceTimersByTime(1_001)
    expect(await get()).toBe('one')
    await vi.waitFor(() => expect(running).toHaveLength(1))
    running.shift()?.reject(new Error('down'))
    await settle()
    expect(failed).toEqual(['Error: down'])
    expect(await get()).toBe('one')
    expect(running).toHaveLength(0)
    vi.advanceTimersByTime(5_001)
    expect(await get()).toBe('one')
    await vi.waitFor(() => expect(running).toHaveLength(1))
  })

  test('is old at once when its data became old after it had read it', async () => {
    const { kept, get, running } = open()
    const asked = get()
    await vi.waitFor(() => expect(running).toHaveLength(1))
    running[0]?.tags.add('notes')
    kept.invalidate('expire', 'notes')
    running.shift()?.resolve(copy('one'))
    expect(await asked).toBe('one')
    expect(await get()).toBe('one')
    await vi.waitFor(() => expect(running).toHaveLength(1))
  })

  test('is good when its data became old before it read it', async () => {
    const { kept, get, running } = open()
    const asked = get()
    await vi.waitFor(() => expect(running).toHaveLength(1))
    kept.invalidate('forget', 'notes')
    running[0]?.tags.add('notes')
    running.shift()?.resolve(copy('one'))
    expect([await asked, await get()]).toEqual(['one', 'one'])
    expect(running).toHaveLength(0)
  })

  test('that is forgotten while it is renewed is not put back', async () => {
    const { kept, get, running, rendered, settle } = open()
    await rendered('one')
    vi.advanceTimersByTime(1_001)
    await get()
    await vi.waitFor(() => expect(running).toHaveLength(1))
    const renewal = running.shift()
    kept.invalidate('forget', 'ferry:page:/')
    const asked = get()
    await vi.waitFor(() => expect(running).toHaveLength(1))
    renewal?.resolve(copy('before'))
    running.shift()?.resolve(copy('after'))
    expect(await asked).toBe('after')
    await settle()
    expect(await get()).toBe('after')
  })
})

describe('copies of others', () => {
  function elsewhere(found: Copy | null) {
    const saved: string[] = []
    const other = { found }
    const copies: CopiesElsewhere = {
      load: async () => other.found,
      save: (_, { page }) => saved.push(page?.payload.after.toString() ?? 'none'),
      invalidated() {},
    }
    return { other, saved, copies }
  }

  test('save the rendering', async () => {
    const { copies, saved } = elsewhere(copy('theirs'))
    const { get, running } = open(copies)
    expect([await get(), await get()]).toEqual(['theirs', 'theirs'])
    expect(running).toHaveLength(0)
    expect(saved).toEqual([])
  })

  test('are given what was rendered', async () => {
    const { copies, saved } = elsewhere(null)
    const { rendered } = open(copies)
    await rendered('mine')
    expect(saved).toEqual(['mine'])
  })

  test('renew an old one when they are newer, and only then', async () => {
    const { copies, other } = elsewhere(copy('theirs'))
    const { get, running, settle, rendered } = open(copies)
    await get()
    vi.advanceTimersByTime(1_001)
    other.found = copy('newer')
    expect(await get()).toBe('theirs')
    await settle()
    expect(await get()).toBe('newer')
    expect(running).toHaveLength(0)
    vi.advanceTimersByTime(1_001)
    expect(await rendered('mine')).toBe('newer')
    await settle()
    expect(await get()).toBe('mine')
  })

  test('are not taken when something became old while they were looked for', async () => {
    const { copies } = elsewhere(copy('theirs'))
    const { kept, get, running } = open(copies)
    const asked = get()
    kept.invalidate('forget', 'ferry:page:/')
    await vi.waitFor(() => expect(running).toHaveLength(1))
    running.shift()?.resolve(copy('mine'))
    expect(await asked).toBe('mine')
  })
})
