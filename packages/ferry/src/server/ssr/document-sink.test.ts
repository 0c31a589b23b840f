import { PassThrough, Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { DocumentSink } from './document-sink.ts'
import { InlinePayload } from './inline-payload.ts'

const PUSH = '(self.__ferry_p||=[]).push('

interface Setup {
  readonly sink: DocumentSink
  readonly payload: InlinePayload
  readonly closes: boolean[]
  endPayload(): void
}

function setup(): Setup {
  const payload = new InlinePayload()
  const closes: boolean[] = []
  let ended = false
  const sink = new DocumentSink({
    payload,
    headScript: '<script>HEAD</script>',
    scriptTag: '<script>',
    payloadEnded: () => ended,
    onDrain() {},
    onClose: (complete) => closes.push(complete),
  })
  return {
    sink,
    payload,
    closes,
    endPayload() {
      ended = true
      payload.end()
      sink.payloadChanged()
    },
  }
}

/** Writes like React: a batch of chunks, then a flush. */
function batch(sink: DocumentSink, ...chunks: string[]): boolean {
  const flowing = chunks.map((chunk) => sink.write(Buffer.from(chunk))).every(Boolean)
  sink.flush()
  return flowing
}

async function read(sink: DocumentSink): Promise<() => string> {
  const out = new PassThrough()
  const chunks: Buffer[] = []
  out.on('data', (chunk: Buffer) => chunks.push(chunk))
  sink.pipe(out)
  await new Promise(setImmediate)
  return () => Buffer.concat(chunks).toString()
}

describe('document', () => {
  test('complete before it is read: one piece, scripts before the end', () => {
    const { sink, payload, closes, endPayload } = setup()
    payload.push(Buffer.from('row'))
    endPayload()
    batch(sink, '<!DOCTYPE html><html><head class="a">', '<title>é</title></head><body>x</body></html>')
    sink.end()
    expect(sink.takeComplete()?.toString()).toBe(
      `<!DOCTYPE html><html><head class="a"><script>HEAD</script><title>é</title></head><body>x<script>${PUSH}'row');${PUSH}0);</script></body></html>`,
    )
    expect(closes).toEqual([true])
  })

  test('what is added stands between two batches, never in one, and before the end', async () => {
    const { sink, endPayload } = setup()
    batch(sink, '<html><head></head><body>a')
    const text = await read(sink)
    sink.add('<i>1</i>')
    sink.write(Buffer.from('<div>b'))
    sink.add('<i>2</i>')
    batch(sink, '</div>')
    batch(sink, 'c</body></html>')
    sink.add('<i>3</i>')
    endPayload()
    sink.end()
    expect(text()).toBe(
      `<html><head><script>HEAD</script></head><body>a<i>1</i><div>b</div><i>2</i>c<i>3</i><script>${PUSH}0);</script></body></html>`,
    )
  })

  test('what is added before anybody reads comes after what there is', async () => {
    const { sink } = setup()
    batch(sink, '<html><head></head><body>a')
    sink.add('<i>1</i>')
    expect((await read(sink))()).toBe('<html><head><script>HEAD</script></head><body>a<i>1</i>')
  })

  test.each([1, 3, 7, 13, 14])('the end of the document is found when it is cut %i bytes before its end', (cut) => {
    const { sink, endPayload } = setup()
    endPayload()
    const html = '<html><head></head><body>x</body></html>'
    batch(sink, html.slice(0, -cut), html.slice(-cut))
    sink.end()
    expect(sink.takeComplete()?.toString()).toMatch(/x<script>[^<]*<\/script><\/body><\/html>$/)
  })

  test('text and bytes say the same, however the bytes are cut', () => {
    const html = '<html lang="é"><head></head><body>漢😀</body></html>'
    const written = (write: (sink: DocumentSink) => void) => {
      const { sink, endPayload } = setup()
      endPayload()
      write(sink)
      sink.flush()
      sink.end()
      return sink.takeComplete()
    }
    const text = written((sink) => sink.write(html))
    expect(text).toContain('<head><script>HEAD</script></head><body>漢😀<script>')
    const bytes = written((sink) => {
      for (const byte of Buffer.from(html)) sink.write(Uint8Array.of(byte))
    })
    expect(bytes).toBe(text)
  })

  test('what is too long to gather is never cut between the halves of a character', async () => {
    for (const shift of [0, 1]) {
      const { sink, endPayload } = setup()
      batch(sink, '<html><head></head><body>')
      const text = await read(sink)
      const long = 'x'.repeat(shift) + '😀'.repeat(40_000)
      batch(sink, long)
      endPayload()
      batch(sink, '</body></html>')
      sink.end()
      await new Promise(setImmediate)
      expect(text()).toContain(`<body>${long}<script>`)
    }
  })

  test('scripts stand between batches, never inside of one', async () => {
    const { sink, payload, endPayload } = setup()
    batch(sink, '<html><head></head><body><p>')
    const text = await read(sink)
    sink.write(Buffer.from('<div hid'))
    payload.push(Buffer.from('one'))
    sink.payloadChanged()
    expect(text()).not.toContain('one')
    batch(sink, 'den>')
    await new Promise(setImmediate)
    expect(text()).toMatch(/<div hidden><script>[^<]*'one'[^<]*<\/script>$/)
    endPayload()
    batch(sink, '</body></html>')
    sink.end()
    await new Promise(setImmediate)
    expect(text()).toMatch(/<\/script><\/body><\/html>$/)
  })

  test('the document stays open until the payload has ended', async () => {
    const { sink, payload, closes, endPayload } = setup()
    batch(sink, '<html><head></head><body>x</body></html>')
    sink.end()
    expect(sink.takeComplete()).toBeNull()
    const text = await read(sink)
    expect(text()).toMatch(/x$/)
    payload.push(Buffer.from('late'))
    sink.payloadChanged()
    await new Promise(setImmediate)
    expect(text()).toMatch(/'late'\);<\/script>$/)
    expect(closes).toEqual([])
    endPayload()
    await new Promise(setImmediate)
    expect(text()).toMatch(/<\/body><\/html>$/)
    expect(closes).toEqual([true])
  })

  test('C-4 a reader that is behind stops the renderer, and starts it again', async () => {
    const { sink } = setup()
    let resumed = 0
    sink.on('drain', () => {
      resumed += 1
    })
    const releases: (() => void)[] = []
    const slow = new Writable({ highWaterMark: 10, write: (_chunk, _encoding, done) => void releases.push(done) })
    sink.pipe(slow)
    const before = resumed
    batch(sink, '<html><head></head><body>'.padEnd(100, 'x'))
    expect(sink.hasRoom).toBe(false)
    expect(sink.write(Buffer.alloc(70_000, 'y'))).toBe(false)
    releases.shift()?.()
    await new Promise(setImmediate)
    expect(resumed).toBe(before)
    releases.shift()?.()
    await new Promise(setImmediate)
    expect(resumed).toBe(before + 1)
  })

  test('C-4 nothing is gathered without end while nobody reads', () => {
    const { sink } = setup()
    expect(sink.write(Buffer.alloc(10_000))).toBe(true)
    expect(sink.write(Buffer.alloc(60_000))).toBe(false)
  })

  test('C-3 a reader that goes away is told once, and nothing is written after', async () => {
    const { sink, payload, closes } = setup()
    const out = new PassThrough()
    batch(sink, '<html><head></head><body>')
    sink.pipe(out)
    out.destroy()
    await new Promise(setImmediate)
    expect(closes).toEqual([false])
    payload.push(Buffer.from('late'))
    sink.payloadChanged()
    batch(sink, '</body></html>')
    sink.end()
    expect(closes).toEqual([false])
  })

  test('C-5 a renderer that breaks down leaves a document with an end', async () => {
    const { sink, endPayload } = setup()
    batch(sink, '<html><head></head><body><p>')
    const text = await read(sink)
    sink.destroy()
    endPayload()
    await new Promise(setImmediate)
    expect(text()).toMatch(/<\/body><\/html>$/)
  })
})
