import { describe, expect, test } from 'vitest'
import { callFunction } from './call-function.ts'
import { draftMode } from './draft-mode.ts'
import { after, connection, cookies, headers, requestId, requestSignal } from './request-api.ts'
import { InterruptError } from '../../protocol/interrupt.ts'

describe('request APIs', () => {
  test.each([
    ['cookies()', cookies],
    ['headers()', headers],
    ['connection()', connection],
    ['draftMode()', draftMode],
    ['requestSignal()', async () => requestSignal()],
    ['requestId()', async () => requestId()],
    ['after()', async () => after(() => {})],
  ])('%s outside a request says so', async (name, api) => {
    await expect(api()).rejects.toMatchObject({
      code: 'FERRY_OUTSIDE_REQUEST',
      message: expect.stringContaining(name),
    })
  })

  test('headers are readable and cannot be changed', async () => {
    const read = async (): Promise<Headers> => headers()
    const { value } = await callFunction(read, { headers: { 'X-One': '1' } })
    expect(value?.get('x-one')).toBe('1')
    for (const change of [() => value?.set('a', 'b'), () => value?.append('a', 'b'), () => value?.delete('x-one')]) {
      expect(change).toThrow(expect.objectContaining({ code: 'FERRY_HEADERS_READONLY' }))
    }
  })

  test('a request has one id and its own signal', async () => {
    const controller = new AbortController()
    const read = async () => [requestId(), requestId(), requestSignal()]
    const { value } = await callFunction(read, { signal: controller.signal })
    expect(value?.[0]).toBe(value?.[1])
    expect(value?.[2]).toBe(controller.signal)
    expect((await callFunction(read, {})).value?.[0]).not.toBe(value?.[0])
  })

  test('after() runs when the work is done, in the request, and may add to itself', async () => {
    const order: string[] = []
    await callFunction(
      async () => {
        after(async () => {
          order.push((await cookies()).get('a')?.value ?? '')
          after(() => void order.push('nested'))
        })
        order.push('work')
      },
      { cookies: { a: 'cookie' } },
    )
    expect(order).toEqual(['work', 'cookie', 'nested'])
  })

  test('an error in after() reaches the test', async () => {
    const fails = async () => after(() => Promise.reject(new Error('audit down')))
    await expect(callFunction(fails, {})).rejects.toThrow('audit down')
  })

  test('draft mode is a cookie that cannot be made up', async () => {
    const enabled = await callFunction(async () => {
      const draft = await draftMode()
      draft.enable()
      return draft.isEnabled
    }, {})
    expect(enabled.value).toBe(true)
    expect(enabled.setCookies[0]).toMatch(/^__ferry_draft=.*HttpOnly/)
    const forged = await callFunction(async () => (await draftMode()).isEnabled, { cookies: { __ferry_draft: 'x' } })
    expect(forged.value).toBe(false)
  })
})

describe('callFunction', () => {
  test('gives value, cookies and no interrupt', async () => {
    const greet = async (name: string) => {
      const jar = await cookies()
      jar.set('seen', name)
      return `${jar.get('lang')?.value} ${name}`
    }
    expect(await callFunction(greet, { cookies: { lang: 'de' } }, 'ada')).toEqual({
      value: 'de ada',
      interrupt: null,
      setCookies: ['seen=ada; Path=/'],
    })
  })

  test('an interrupt is a result', async () => {
    const leave = async () => {
      throw new InterruptError({ kind: 'not-found' })
    }
    expect(await callFunction(leave, {})).toEqual({
      value: undefined,
      interrupt: { kind: 'not-found' },
      setCookies: [],
    })
  })

  test('an error rejects', async () => {
    await expect(callFunction(() => Promise.reject(new Error('no')), {})).rejects.toThrow('no')
  })
})
