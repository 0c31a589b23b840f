import { setImmediate as moment } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { cache, refresh, revalidatePath, revalidateTag, updateTag } from '../../cache.ts'
import { callFunction } from './call-function.ts'
import { currentRequest } from './request-context.ts'

let tags = 0

/** A cached function with a tag of its own; `asked` counts how often it really ran. */
function cached(options: { revalidate?: number } = {}) {
  const tag = `tag-${tags++}`
  let asked = 0
  const read = cache(async (owner: string) => `${owner} ${++asked}`, { tags: [tag], ...options })
  return { tag, read, asked: () => asked }
}

describe('cache()', () => {
  test('runs once for the same arguments', async () => {
    const { read } = cached()
    expect(await Promise.all([read('ada'), read('ada'), read('bob')])).toEqual(['ada 1', 'ada 1', 'bob 2'])
    expect(await read('ada')).toBe('ada 1')
  })

  test('functions do not see each other’s results, key parts tell closures apart', async () => {
    const of = (owner: string) => cache(async () => owner, { keyParts: [owner] })
    expect(await Promise.all([of('ada')(), of('bob')()])).toEqual(['ada', 'bob'])
  })

  test('arguments that are not plain data are refused', () => {
    const read = cache(async function getNotes(_: unknown) {})
    expect(() => read(() => {})).toThrow(
      expect.objectContaining({ code: 'FERRY_CACHE_ARGUMENTS', message: expect.stringContaining('getNotes()') }),
    )
  })

  test('an old result is served once more while a new one is fetched', async () => {
    const { read } = cached({ revalidate: 0 })
    expect(await read('ada')).toBe('ada 1')
    expect(await read('ada')).toBe('ada 1')
    await moment()
    expect(await read('ada')).toBe('ada 2')
  })
})

describe('forgetting', () => {
  test('revalidateTag(): the next reader still has the old result, the one after it the new one', async () => {
    const { tag, read } = cached()
    await read('ada')
    revalidateTag(tag)
    expect(await read('ada')).toBe('ada 1')
    await moment()
    expect(await read('ada')).toBe('ada 2')
  })

  test.each([
    ['updateTag()', (tag: string) => updateTag(tag)],
    ['revalidateTag() with { expire: 0 }', (tag: string) => revalidateTag(tag, { expire: 0 })],
  ])('%s: the next reader waits for the new result', async (_, forget) => {
    const { tag, read } = cached()
    await read('ada')
    forget(tag)
    expect(await read('ada')).toBe('ada 2')
  })

  test('other tags stay', async () => {
    const [one, other] = [cached(), cached()]
    await Promise.all([one.read('ada'), other.read('ada')])
    updateTag(one.tag)
    await Promise.all([one.read('ada'), other.read('ada')])
    expect([one.asked(), other.asked()]).toEqual([2, 1])
  })
})

describe('the page in front of the user', () => {
  const change: [string, () => void][] = [
    ['revalidateTag()', () => revalidateTag('notes')],
    ['updateTag()', () => updateTag('notes')],
    ['revalidatePath()', () => revalidatePath('/notes')],
    ['refresh()', () => refresh()],
  ]

  test.each(change)('%s wants it sent again', async (_, run) => {
    const wanted = async () => {
      const before = currentRequest('the test').refreshWanted
      run()
      return [before, currentRequest('the test').refreshWanted]
    }
    expect((await callFunction(wanted, {})).value).toEqual([false, true])
  })

  test.each(change)('%s works where no request is, too', (_, run) => {
    expect(run).not.toThrow()
  })
})
