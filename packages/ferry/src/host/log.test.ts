import { describe, expect, it } from 'vitest'
import type { LogLevel } from '../protocol/incoming.ts'
import { createLog, type LogOptions } from './log.ts'

function lines(format: LogOptions['format'], level?: LogLevel) {
  const written: string[] = []
  const log = createLog({ format, ...(level && { level }), write: (line) => written.push(line) })
  return { log, written }
}

describe('in production', () => {
  const entry = (fields: Record<string, unknown>, message = 'It happened.') => {
    const { log, written } = lines('json')
    log('error', message, fields)
    expect(written).toHaveLength(1)
    expect(written[0]?.endsWith('\n')).toBe(true)
    return JSON.parse(written[0] ?? '') as Record<string, unknown>
  }

  it('each event is one line of JSON', () => {
    expect(entry({ request: 'r-1', ms: 3 })).toMatchObject({
      level: 50,
      time: expect.any(Number),
      pid: process.pid,
      hostname: expect.stringMatching(/./),
      msg: 'It happened.',
      request: 'r-1',
      ms: 3,
    })
  })

  it('a field cannot stand in for what the line itself says', () => {
    expect(entry({ level: 10, pid: 1, msg: 'forged', time: 0 })).toMatchObject({
      level: 50,
      msg: 'It happened.',
      pid: process.pid,
    })
  })

  it('H-808 nothing can start a line of its own', () => {
    const { log, written } = lines('json')
    log('info', 'a\n{"level":"forged"}', { path: '/x\r\n{"level":"forged"}\u2028' })
    expect(written.join('').trimEnd()).not.toMatch(/[\r\n]/)
  })

  it('H-808 long values are cut', () => {
    const { path } = entry({ path: 'x'.repeat(1_000_000) })
    expect(String(path).length).toBeLessThan(9_000)
    expect(path).toMatch(/… \(1000000 characters\)$/)
  })

  it('an error has its stack, its codes and its causes', () => {
    const cause = Object.assign(new Error('inner'), { code: 'EINNER' })
    const error = Object.assign(new TypeError('outer', { cause }), { digest: 'd-1' })
    expect(entry({ error }).err).toMatchObject({
      type: 'TypeError',
      message: 'outer',
      digest: 'd-1',
      stack: expect.stringContaining('log.test'),
      cause: { type: 'Error', message: 'inner', code: 'EINNER' },
    })
  })

  it.each([
    ['a bigint', 10n, '10'],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
    ['a function', () => 1, '[function]'],
    ['null', null, null],
    ['a list', [1, [2n]], [1, ['2']]],
  ])('%s can be logged', (_name, value, logged) => {
    expect(entry({ value }).value).toEqual(logged)
  })

  it('so can a thing that contains itself', () => {
    const loop: Record<string, unknown> = {}
    loop.self = loop
    expect(JSON.stringify(entry({ loop }))).toContain('…')
  })
})

describe('in development', () => {
  it('lines are for people', () => {
    const { log, written } = lines('human')
    log('warn', 'Slow.', { path: '/a', ms: 1200 })
    expect(written).toEqual(['! Slow. path="/a" ms=1200\n'])
  })

  it('errors show their stack and their causes', () => {
    const { log, written } = lines('human')
    log('error', 'It broke.', { error: new Error('outer', { cause: new Error('inner') }) })
    expect(written[0]).toMatch(/^✗ It broke\.\n {2}Error: outer\n[\s\S]*\n {2}caused by: Error: inner\n/)
  })

  it('no message can move the cursor of the terminal', () => {
    const { log, written } = lines('human')
    log('info', 'a\u001b[2Jb', { error: 'c\u001b]0;d\u0007' })
    expect(written.join('')).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  })
})

describe('levels', () => {
  it('those below the lowest are left out', () => {
    const { log, written } = lines('human', 'warn')
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log(level, level)
    expect(written).toEqual(['! warn\n', '✗ error\n'])
  })
})
