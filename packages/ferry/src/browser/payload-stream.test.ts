import { describe, expect, it } from 'vitest'
import { PAYLOAD_GLOBAL } from '../protocol/names.ts'
import { type PayloadChunk, payloadStream } from './payload-stream.ts'

interface Inlined {
  push(chunk: PayloadChunk): void
}

const never = new Promise<void>(() => {})

function inlined(scope: Record<string, unknown>): Inlined {
  return scope[PAYLOAD_GLOBAL] as Inlined
}

async function bytes(stream: ReadableStream<Uint8Array>): Promise<number[]> {
  const all: number[] = []
  for await (const chunk of stream) all.push(...chunk)
  return all
}

const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)]

describe('payloadStream', () => {
  it('reads what was pushed before it and what is pushed after it, in order', async () => {
    const scope: Record<string, unknown> = { [PAYLOAD_GLOBAL]: ['0:"a', 'b"\n'] }
    const stream = payloadStream(scope, never)
    inlined(scope).push('1:"ü漢😀"\n')
    inlined(scope).push(0)
    expect(await bytes(stream)).toEqual(utf8('0:"ab"\n1:"ü漢😀"\n'))
  })

  it('reads bytes that are no text', async () => {
    const scope: Record<string, unknown> = { [PAYLOAD_GLOBAL]: ['1:o3,', [btoa('\x00\x80\xff')], 0] }
    expect(await bytes(payloadStream(scope, never))).toEqual([...utf8('1:o3,'), 0x00, 0x80, 0xff])
  })

  it('starts empty when no script ran yet', async () => {
    const scope: Record<string, unknown> = {}
    const stream = payloadStream(scope, never)
    inlined(scope).push('x')
    inlined(scope).push(0)
    expect(await bytes(stream)).toEqual(utf8('x'))
  })

  it('ends with the document when the end of the payload never came', async () => {
    const scope: Record<string, unknown> = { [PAYLOAD_GLOBAL]: ['half'] }
    expect(await bytes(payloadStream(scope, Promise.resolve()))).toEqual(utf8('half'))
  })

  it('takes nothing after the end', async () => {
    const scope: Record<string, unknown> = { [PAYLOAD_GLOBAL]: ['x', 0] }
    const stream = payloadStream(scope, Promise.resolve())
    inlined(scope).push('y')
    expect(await bytes(stream)).toEqual(utf8('x'))
  })
})
