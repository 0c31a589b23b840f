/** Which texts are directives, which are meant to be, and that looking for them misses none. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayHoldDirective, misspeltDirective, readDirective } from './directive-text.ts'

describe('exact', () => {
  test.each(['use server', 'use client'] as const)('%s', (text) => {
    expect([readDirective(text), misspeltDirective(text)]).toEqual([text, null])
  })
})

describe('misspelt', () => {
  test.each([
    ['use sever', 'use server'],
    ['use serve', 'use server'],
    ['use servr', 'use server'],
    ['use srever', 'use server'],
    ['use servers', 'use server'],
    ['use server ', 'use server'],
    ['use  server', 'use server'],
    ['use-server', 'use server'],
    ['use_server', 'use server'],
    ['useServer', 'use server'],
    ['Use Server', 'use server'],
    ['USE SERVER', 'use server'],
    ['use server;', 'use server'],
    ['us server', 'use server'],
    ['use action', 'use server'],
    ['use actions', 'use server'],
    ['use server action', 'use server'],
    ['use server function', 'use server'],
    ['use clinet', 'use client'],
    ['use cilent', 'use client'],
    ['use cleint', 'use client'],
    ['use clients', 'use client'],
    ['use-client', 'use client'],
    ['use clint', 'use client'],
    ['use browser', 'use client'],
  ])('%j means %j', (text, meant) => {
    expect([readDirective(text), misspeltDirective(text), mayHoldDirective(`f()\n"${text}"`)]).toEqual([
      null,
      meant,
      true,
    ])
  })
})

describe('something else', () => {
  test.each([
    'use strict',
    'use cache',
    'use cache: remote',
    'use memo',
    'use no memo',
    'use no forget',
    'use asm',
    'use worker',
    'use workflow',
    'use step',
    'use live',
    'use server-entry',
    'use client-entry',
    'useState',
    'useSearchParams',
    'user',
    'used',
    'server',
    '',
  ])('%j', (text) => {
    expect([readDirective(text), misspeltDirective(text)]).toEqual([null, null])
  })
})

describe('looking for them', () => {
  const quote = fc.constantFrom('"', "'", '`')

  test('finds an exact one wherever it is', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('use server', 'use client'),
        quote,
        fc.string(),
        (before, text, mark, after) => mayHoldDirective(before + mark + text + mark + after),
      ),
    )
  })

  test('finds every text that is one letter away', () => {
    const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz')
    fc.assert(
      fc.property(fc.constantFrom('server', 'client'), fc.nat(5), letters, quote, (word, at, letter, mark) => {
        const changed = `use ${word.slice(0, at)}${letter}${word.slice(at + 1)}`
        const dropped = `use ${word.slice(0, at)}${word.slice(at + 1)}`
        return [changed, dropped].every((text) => mayHoldDirective(`f(); ${mark}${text}${mark}`))
      }),
    )
  })

  test('passes over ordinary code', () => {
    const source = `import { useState } from 'react'; "use strict"; const a = 'user'; const b = 'use the server'; useServer("used")`
    expect(mayHoldDirective(source)).toBe(false)
  })
})
