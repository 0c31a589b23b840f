import { describe, expect, it } from 'vitest'
import type { DevCallEntry } from '../protocol/dev-event.ts'
import { callLine, requestLine } from './dev-lines.ts'

const plain = (text: string) => text
const request = { number: 1, method: 'GET', target: '/', status: 200, bytes: 1, began: 0, duration: 12.4, compiling: 0 }
const line = (more: Partial<typeof request>, basePath = '') => requestLine({ ...request, ...more }, basePath, plain)

describe('the line of a request', () => {
  it.each([
    [{}, 'GET / 200 in 12 ms'],
    [{ target: '/notes?tab=1', duration: 3.21 }, 'GET /notes?tab=1 200 in 3.2 ms'],
    [{ duration: 1500, compiling: 1400 }, 'GET / 200 in 1.5 s (compile 1.4 s, render 100 ms)'],
    [{ compiling: 4 }, 'GET / 200 in 12 ms'],
    [{ status: 0 }, 'GET / broken off in 12 ms'],
    [{ target: '/_ferry/payload/notes' }, 'GET /notes (navigate) 200 in 12 ms'],
    [{ target: '/a\u001b[2Jb' }, 'GET /a�[2Jb 200 in 12 ms'],
  ])('%j', (more, text) => {
    expect(line(more)).toBe(text)
  })

  it.each(['/_ferry/assets/main.js', '/_ferry/dev/events', '/_ferry/health', `/_ferry/action/${'0'.repeat(40)}`])(
    'there is none for %s',
    (target) => expect(line({ target })).toBeNull(),
  )

  it('is told without the base path', () => {
    expect(line({ target: '/shop/cart' }, '/shop')).toBe('GET /cart 200 in 12 ms')
    expect(line({ target: '/shop/_ferry/payload/cart' }, '/shop')).toBe('GET /cart (navigate) 200 in 12 ms')
  })

  it('is never long', () => expect((line({ target: `/${'x'.repeat(5_000)}` }) ?? '').length).toBeLessThan(200))
})

const call: DevCallEntry = {
  id: '0'.repeat(40),
  source: 'app/actions.ts#save',
  arguments: ['"a"', '{ b: 1 }'],
  result: '"saved"',
  outcome: 'returned',
  duration: 4.56,
  refreshed: true,
  replayed: false,
  javascript: true,
  page: '/',
  number: 1,
  at: 0,
  status: 200,
  bytes: 10,
}

describe('the line of a call', () => {
  it.each([
    [{}, '  ƒ save("a", { b: 1 }) in 4.6 ms  app/actions.ts'],
    [{ outcome: 'threw' as const }, '  ƒ save("a", { b: 1 }) in 4.6 ms (threw)  app/actions.ts'],
    [{ duration: null, replayed: true }, '  ƒ save("a", { b: 1 }) (replayed)  app/actions.ts'],
    [{ javascript: false }, '  ƒ save("a", { b: 1 }) in 4.6 ms (without JavaScript)  app/actions.ts'],
    [
      { outcome: 'refused' as const, duration: null, arguments: [], result: '"Forbidden"', source: 'unknown function' },
      '  ƒ unknown function() (refused: "Forbidden")  unknown function',
    ],
  ])('%j', (more, text) => {
    expect(callLine({ ...call, ...more }, plain)).toBe(text)
  })
})
