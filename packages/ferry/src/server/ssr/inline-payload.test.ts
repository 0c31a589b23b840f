import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InlinePayload } from './inline-payload.ts'

/** What a browser makes of the scripts: the document is encoded and decoded as UTF-8, then each script runs. */
function run(scripts: readonly string[]): Buffer {
  const chunks: unknown[] = []
  for (const script of scripts) {
    const source = Buffer.from(script).toString()
    new Function('self', source)({ __ferry_p: { push: (chunk: unknown) => chunks.push(chunk) } })
  }
  expect(chunks.at(-1)).toBe(0)
  return Buffer.concat(
    chunks
      .slice(0, -1)
      .map((chunk) =>
        typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from((chunk as string[])[0] as string, 'base64'),
      ),
  )
}

function write(chunks: readonly (Uint8Array | string)[]): string[] {
  const payload = new InlinePayload()
  const scripts = chunks.map((chunk) => {
    payload.push(chunk)
    return payload.take()
  })
  payload.end()
  return [...scripts, payload.take()]
}

function split(bytes: Buffer, borders: readonly number[]): Buffer[] {
  const places = [0, ...borders.map((border) => border % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end))
}

describe('inline payload', () => {
  test.each([
    '</script>',
    '</SCRIPT x',
    '<!--<script',
    ']]>',
    'line\u2028and\u2029paragraph',
    `quotes ' " \` and \\ backslash`,
    '\0\x01\x1f\x7f\r\n\t',
    '&quot;&lt;',
    'é漢😀',
    '',
  ])('H-701 %j arrives as it was and cannot leave its script', (text) => {
    for (const scripts of [write([Buffer.from(text)]), write([text])]) {
      expect(run(scripts).toString()).toBe(text)
      for (const script of scripts) expect(script).not.toMatch(/[<\u2028\u2029\0-\x1f]/)
    }
  })

  test('H-702 any text, split anywhere, arrives as it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.array(fc.nat(400), { maxLength: 8 }),
        (text, borders) => {
          const bytes = Buffer.from(text)
          expect(run(write(split(bytes, borders)))).toEqual(bytes)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('text and bytes in turn arrive as they were, in their order', () => {
    const chunk = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.uint8Array({ maxLength: 20 }))
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 12 }), (chunks) => {
        expect(run(write(chunks))).toEqual(Buffer.concat(chunks.map((part) => Buffer.from(part as string))))
      }),
      { numRuns: 500 },
    )
  })

  test('text that is cut between the halves of a character is whole in one script', () => {
    const payload = new InlinePayload()
    payload.push('a\ud83d')
    payload.push('\ude00b')
    payload.end()
    expect(run([payload.take()]).toString()).toBe('a😀b')
  })

  test('any bytes, split anywhere, arrive as they were', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.array(fc.nat(100), { maxLength: 8 }), (array, borders) => {
        const bytes = Buffer.from(array)
        expect(run(write(split(bytes, borders)))).toEqual(bytes)
      }),
      { numRuns: 500 },
    )
  })

  test('chunks that come between two scripts share one', () => {
    const payload = new InlinePayload()
    payload.push(Buffer.from('one'))
    payload.push(Buffer.from('two'))
    expect(payload.take()).toBe("(self.__ferry_p||=[]).push('onetwo');")
    expect(payload.take()).toBe('')
  })
})
