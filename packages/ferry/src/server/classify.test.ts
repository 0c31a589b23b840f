import { expect, test } from 'vitest'
import { readUrl } from './canonical-url.ts'
import { classify } from './classify.ts'

test.each([
  ['GET', '/', 'visit'],
  ['HEAD', '/notes', 'visit'],
  ['POST', '/notes?x=1', 'submit'],
  ['PUT', '/notes', 'other'],
  ['OPTIONS', '/notes', 'other'],
  ['GET', '/_ferry/payload/notes', 'navigate'],
  ['HEAD', '/_ferry/payload/', 'navigate'],
  ['POST', '/_ferry/payload/notes', 'unknown'],
  ['POST', '/_ferry/action/abc', 'call'],
  ['GET', '/_ferry/action/abc', 'call'],
  ['POST', '/_ferry/action', 'unknown'],
  ['GET', '/_ferry', 'unknown'],
  ['GET', '/_ferry/assets/x.js', 'unknown'],
  ['GET', '/_ferryman', 'visit'],
])('%s %s is a %s', (method, target, kind) => {
  const reading = readUrl(target, '', '')
  expect(reading.kind === 'url' && classify(method, reading.url).kind).toBe(kind)
})
