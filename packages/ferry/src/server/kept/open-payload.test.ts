import { describe, expect, test } from 'vitest'
import { closePayload, openPayload } from './open-payload.ts'

const rendered = { build: 'b1', version: 5, url: '/' }
const root = '0:{"build":"b1","version":5,"url":"/","tree":{"key":""},"status":200}\n'
const visit = { build: 'b1', version: 170_000, url: '/notes?q="a"\\é$1' }

describe('the payload of a kept page', () => {
  test.each([
    ['alone', root],
    ['after imports and hints', `1:I["app/a.js",[],"A"]\n:HL["/x.css","style"]\n${root}2:"$L1"\n`],
    ['after a text that looks like it', `3:T${root.length.toString(16)},${root}${root}`],
    ['after text with line ends and characters of several bytes', `3:T8,0:{é\n}\n${root}`],
    ['after binary rows', `4:o3,0:{${root}`],
  ])('is that of the visit: %s', (_, text) => {
    const open = openPayload(Buffer.from(text), rendered)
    const closed = closePayload(open, visit).toString()
    expect(closed).toBe(
      text.slice(0, text.lastIndexOf(root)) +
        text
          .slice(text.lastIndexOf(root))
          .replace('"version":5,"url":"/"', () => `"version":170000,"url":${JSON.stringify(visit.url)}`),
    )
  })

  test('is what it was for the fields that it was rendered with', () => {
    const bytes = Buffer.from(`1:I["a"]\n${root}2:"x"\n`)
    expect(closePayload(openPayload(bytes, rendered), rendered).equals(bytes)).toBe(true)
  })

  test.each([
    ['', rendered],
    [root, { ...rendered, version: 6 }],
    ['1:{"build":"b1"}\n', rendered],
    ['5:Tzz', rendered],
  ])('is not made of anything else: %j', (text, fields) => {
    expect(() => openPayload(Buffer.from(text), fields)).toThrow('does not begin')
  })
})
