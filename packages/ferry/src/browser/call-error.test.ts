import { describe, expect, it } from 'vitest'
import { type Failure, writeFailure } from '../protocol/failure.ts'
import { InterruptError } from '../protocol/interrupt.ts'
import { CallError, callErrorFrom, refusal } from './call-error.ts'

const json = (failure: Failure, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(failure), {
    status: failure.status,
    headers: { 'content-type': 'application/json', ...headers },
  })

describe('callErrorFrom', () => {
  it('A-207: reads what the server wrote into the digest', () => {
    const failure: Failure = {
      kind: 'expected',
      status: 409,
      message: 'Taken.',
      code: 'TAKEN',
      data: { name: 'a' },
      digest: 'd1',
    }
    const error = callErrorFrom(Object.assign(new Error('generic'), { digest: writeFailure(failure) }))
    expect(error).toBeInstanceOf(CallError)
    expect(error).toMatchObject({ name: 'CallError', ...failure })
  })

  it.each([
    ['an interrupt', new InterruptError({ kind: 'not-found' })],
    ['an error of another kind', new DOMException('Stop.', 'AbortError')],
    ['no error at all', null],
  ])('passes %s through', (_, error) => {
    expect(callErrorFrom(error)).toBe(error)
  })
})

describe('refusal', () => {
  it.each<Failure>([
    { kind: 'bad-request', status: 400, message: 'No.' },
    { kind: 'invalid', status: 422, message: 'No.', data: [{ message: 'Required', path: ['name'] }] },
    { kind: 'rate-limited', status: 429, message: 'Later.', retryAfter: 7 },
    { kind: 'unavailable', status: 503, message: 'Later.' },
  ])('$status carries what the server said', async (failure) => {
    expect(await refusal(json(failure))).toMatchObject(failure)
  })

  it('takes Retry-After from the header when the body does not say', async () => {
    const error = await refusal(json({ kind: 'unavailable', status: 503, message: 'Later.' }, { 'retry-after': '3' }))
    expect(error.retryAfter).toBe(3)
  })

  it("names a proxy's page by its status", async () => {
    const error = await refusal(new Response('<html>Bad gateway</html>', { status: 502 }))
    expect(error).toMatchObject({ kind: 'answer', status: 502, message: 'The call was answered with status 502.' })
  })

  it('knows an unknown function by its header alone', async () => {
    const error = await refusal(new Response('', { status: 404, headers: { 'Ferry-Action-Not-Found': '1' } }))
    expect(error).toMatchObject({ kind: 'unknown-function', status: 404 })
  })
})
