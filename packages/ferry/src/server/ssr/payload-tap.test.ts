import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { PayloadTap } from './payload-tap.ts'

function open() {
  const events: string[] = []
  const reader = { hasRoom: true }
  const tap = new PayloadTap({
    onStart: () => events.push('start'),
    onRows: () => events.push('rows'),
    onEnd: () => events.push('end'),
    hasRoom: () => reader.hasRoom,
  })
  return { tap, events, reader }
}

/** Listens as React's decoder does. */
function decode(tap: PayloadTap, read: (row: unknown) => unknown = String): unknown[] {
  const heard: unknown[] = []
  const rows = tap.rows()
  rows.on('data', (row) => heard.push(read(row)))
  rows.on('error', (error) => heard.push(error))
  rows.on('end', () => heard.push('the end'))
  return heard
}

describe('rows of a payload', () => {
  test('what came before the decoder is there at once, the rest as it comes', () => {
    const { tap } = open()
    tap.write('a')
    tap.write(Buffer.from('b'))
    const heard = decode(tap)
    expect(heard).toEqual(['a', 'b'])
    tap.write('c')
    expect(heard).toEqual(['a', 'b', 'c'])
  })

  test('a render that begins again gets all of them once more', () => {
    const { tap } = open()
    tap.write('a')
    const first = decode(tap)
    const second = decode(tap)
    tap.write('b')
    expect([first, second]).toEqual([['a'], ['a', 'b']])
  })

  test('C-10 rows that come later are delivered in the async context of the render', () => {
    const { tap } = open()
    const storage = new AsyncLocalStorage<string>()
    tap.write('a')
    const heard = storage.run('render', () => decode(tap, (row) => `${row} in ${storage.getStore()}`))
    storage.run('encoder', () => tap.write('b'))
    expect(heard).toEqual(['a in render', 'b in render'])
  })

  test('C-4 they are kept until the document is on its way; from then on the encoder goes at the reader’s pace', () => {
    const { tap, reader } = open()
    reader.hasRoom = false
    expect(tap.write('a')).toBe(true)
    tap.release()
    expect(tap.write('b')).toBe(false)
    let resumed = 0
    tap.on('drain', () => {
      resumed += 1
    })
    tap.resume()
    expect(resumed).toBe(1)
  })
})

describe('the beginning and the end', () => {
  test('a payload that waits for nothing starts as it ends', async () => {
    const { tap, events } = open()
    tap.write('a')
    tap.flush()
    tap.end()
    expect(events).toEqual(['start', 'end'])
    await turn()
    expect(events).toEqual(['start', 'end'])
    expect(tap.inline.take()).toContain("push('a');")
  })

  test('otherwise it starts a turn after its first rows, once', async () => {
    const { tap, events } = open()
    tap.flush()
    await turn()
    expect(events).toEqual([])
    tap.write('a')
    tap.flush()
    await turn()
    await turn()
    tap.release()
    tap.write('b')
    tap.flush()
    expect(events).toEqual(['start', 'rows'])
  })

  test('C-5 an encoder that breaks down: who decodes hears of it, now and later, and the document can end', () => {
    const { tap, events } = open()
    const broken = new Error('broken')
    tap.write('a')
    const waiting = decode(tap)
    tap.destroy(broken)
    expect(waiting).toEqual(['a', broken])
    expect(decode(tap)).toEqual(['a', broken])
    expect(events).toEqual(['start', 'end'])
    expect(tap.ended).toBe(true)
    expect(tap.inline.take()).toMatch(/push\(0\);$/)
  })
})
