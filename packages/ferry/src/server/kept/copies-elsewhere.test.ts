import { describe, expect, test, vi } from 'vitest'
import type { BuiltPages } from '../../protocol/incoming.ts'
import type { Store } from '../../protocol/store.ts'
import { createMemoryStore } from '../../store/memory-store.ts'
import { createCopiesElsewhere, markInvalid, nameOfCopy } from './copies-elsewhere.ts'
import { type Copy, readCopy, writeCopy } from './copy.ts'

function copy(text: string | Buffer, begun = Date.now()): Copy {
  const payload = { before: Buffer.from('1:I["é"]\n'), after: Buffer.from(text) }
  return {
    begun,
    lifetime: Number.POSITIVE_INFINITY,
    tags: ['ferry:page:/', 'notes'],
    page: { status: 200, redirect: null, isSealed: true, payload },
  }
}

interface Parts {
  readonly store?: Store | null
  readonly builtPages?: BuiltPages | null
  readonly build?: string
  readonly seals?: readonly string[]
}

function open({ store = null, builtPages = null, build = 'b1', seals = ['k1'] }: Parts) {
  const log: string[] = []
  const elsewhere = createCopiesElsewhere({
    build,
    store,
    builtPages,
    seal: seals[0] ?? '',
    canOpen: (seal) => seals.includes(seal),
    log: (_, message) => log.push(message),
  })
  if (!elsewhere) throw new Error('There is nothing elsewhere.')
  return { ...elsewhere, log }
}

describe('a copy as text', () => {
  test.each([
    ['text', 'x:"€ 😀"\n'],
    ['binary rows', Buffer.from([0x34, 0x3a, 0xff, 0xfe, 0x00, 0xc3])],
  ])('is the same again: %s', (_, after) => {
    const original = { ...copy(after), lifetime: 1_000 }
    expect(readCopy(writeCopy(original, 'k1'), () => true)).toEqual(original)
  })

  test('one that never becomes old, a redirect, and that there is nothing to keep', () => {
    const payload = { before: Buffer.from(''), after: Buffer.from('') }
    const moved = { ...copy(''), page: { status: 307, redirect: 'FERRY_REDIRECT', isSealed: false, payload } }
    expect(readCopy(writeCopy(moved, 'k1'), () => true)).toEqual(moved)
    const reads = { ...copy(''), page: null }
    expect(readCopy(writeCopy(reads, 'k1'), () => true)).toEqual(reads)
  })

  test.each(['', '{', 'null', '{}', '[]', '"text"', '{"seal":1}', '{"seal":"k1","begun":1}'])('%j is none', (text) => {
    expect(readCopy(text, () => true)).toBeNull()
  })
})

describe('copies in the store', () => {
  test('are there for other processes of the same build', async () => {
    const store = createMemoryStore()
    const given = copy('x')
    open({ store }).save('/', given)
    expect(await open({ store }).load('/')).toEqual(given)
    expect(await open({ store }).load('/other')).toBeNull()
    expect(await open({ store, build: 'b2' }).load('/')).toBeNull()
  })

  test('are of no use without the key of their captured variables, and of use after it rotated', async () => {
    const store = createMemoryStore()
    open({ store, seals: ['old'] }).save('/', copy('x'))
    expect(await open({ store, seals: ['new'] }).load('/')).toBeNull()
    expect(await open({ store, seals: ['new', 'old'] }).load('/')).not.toBeNull()
  })

  test('are of use without any key where nothing in them is sealed', async () => {
    const store = createMemoryStore()
    const given = copy('x')
    open({ store, seals: ['old'] }).save('/', { ...given, page: given.page && { ...given.page, isSealed: false } })
    expect(await open({ store, seals: ['new'] }).load('/')).not.toBeNull()
  })

  test('are not good any more when something in them became old, for processes that start later, too', async () => {
    const store = createMemoryStore()
    open({ store }).save('/', copy('x'))
    await markInvalid(store, 'b1', 'other')
    expect(await open({ store }).load('/')).not.toBeNull()
    await markInvalid(store, 'b1', 'notes')
    expect(await open({ store }).load('/')).toBeNull()
    open({ store }).save('/', copy('y', Date.now() + 1))
    expect(await open({ store }).load('/')).not.toBeNull()
  })

  test('are not good from the moment on at which this process knows, whatever the store says', async () => {
    const store = createMemoryStore()
    const own = open({ store })
    own.save('/', copy('x'))
    own.invalidated('notes')
    expect(await own.load('/')).toBeNull()
  })

  test('are 200s, and no larger than a store takes', async () => {
    const set = vi.fn(async () => {})
    const own = open({ store: { ...createMemoryStore(), set } })
    const missing = copy('x')
    own.save('/a', { ...missing, page: missing.page && { ...missing.page, status: 404 } })
    own.save('/b', { ...missing, page: null })
    own.save('/c', copy('x'.repeat(300_000)))
    expect(set).not.toHaveBeenCalled()
  })

  test('a store that fails is as good as an empty one, and the log says so', async () => {
    const broken = async () => {
      throw new Error('no connection')
    }
    const own = open({ store: { ...createMemoryStore(), get: broken, set: broken } })
    own.save('/', copy('x'))
    expect(await own.load('/')).toBeNull()
    expect(own.log).toHaveLength(2)
  })
})

describe('copies that the build made', () => {
  function built(files: Record<string, string>): BuiltPages & { readonly removed: string[] } {
    const removed: string[] = []
    return { removed, read: async (name) => files[name] ?? null, remove: (tag) => removed.push(tag) }
  }

  test('are good until something in them becomes old: then they are removed', async () => {
    const made = copy('x', 0)
    const builtPages = built({ [nameOfCopy('b1', '/')]: writeCopy(made, 'k1') })
    const own = open({ builtPages })
    expect(await own.load('/')).toEqual(made)
    own.invalidated('notes')
    expect(await own.load('/')).toBeNull()
    expect(builtPages.removed).toEqual(['notes'])
  })

  test('come after those in the store', async () => {
    const store = createMemoryStore()
    open({ store }).save('/', copy('newer'))
    const builtPages = built({ [nameOfCopy('b1', '/')]: writeCopy(copy('older', 0), 'k1') })
    expect((await open({ store, builtPages }).load('/'))?.page?.payload.after.toString()).toBe('newer')
  })

  test('those of another build are none: it may take the place of this one while this one runs', async () => {
    const builtPages = built({ [nameOfCopy('b1', '/')]: writeCopy(copy('x', 0), 'k1') })
    expect(await open({ builtPages, build: 'b0' }).load('/')).toBeNull()
  })

  test('names are no paths, whatever is asked for', () => {
    expect(nameOfCopy('b1', '/../../etc/passwd')).toMatch(/^[0-9a-f]{64}$/)
  })
})
