import { expect, test } from 'vitest'
import type { Log } from '../protocol/incoming.ts'
import { checkPostbackDigest } from './postback-digest.ts'

test('A-421: a Node without MD5 is warned of at start, any other is not', () => {
  const lines: string[] = []
  const log: Log = (level, message) => lines.push(`${level}: ${message}`)
  checkPostbackDigest(log)
  expect(lines).toEqual([])
  checkPostbackDigest(log, () => {
    throw new Error('digital envelope routines::unsupported')
  })
  expect(lines).toEqual([expect.stringMatching(/^warn: pages with useActionState .* MD5/)])
})
