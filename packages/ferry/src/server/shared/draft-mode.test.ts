import { expect, test } from 'vitest'
import { draftMode } from '../../headers.ts'
import { callFunction } from './call-function.ts'
import { draftProof } from './draft-mode.ts'

const enable = async () => (await draftMode()).enable()
const isEnabled = async () => (await draftMode()).isEnabled

/** The cookie that enable() sets, as a browser sends it back. */
async function draftCookie(): Promise<Record<string, string>> {
  const { setCookies } = await callFunction(enable, {})
  const [, name, value] = /^([^=]+)=([^;]+);/.exec(setCookies[0] ?? '') as unknown as [string, string, string]
  return { [name]: value }
}

test('enabled is who has the cookie that enable() sets', async () => {
  expect((await callFunction(isEnabled, {})).value).toBe(false)
  expect((await callFunction(isEnabled, { cookies: await draftCookie() })).value).toBe(true)
})

test('the cookie is out of reach of scripts', async () => {
  const { setCookies } = await callFunction(enable, {})
  expect(setCookies).toHaveLength(1)
  expect(setCookies[0]).toMatch(/; HttpOnly.*; SameSite=Lax$/)
})

test('disable() takes it away, at once and in the browser', async () => {
  const cookies = await draftCookie()
  const disable = async () => {
    const draft = await draftMode()
    draft.disable()
    return draft.isEnabled
  }
  const { value, setCookies } = await callFunction(disable, { cookies })
  expect(value).toBe(false)
  expect(setCookies[0]).toMatch(new RegExp(`^${Object.keys(cookies)[0]}=;.*Max-Age=0`))
})

test.each([
  ['nothing', ''],
  ['"true"', 'true'],
  ['one character less', (proof: string) => proof.slice(1)],
  ['another last character', (proof: string) => proof.slice(0, -1) + (proof.endsWith('A') ? 'B' : 'A')],
])('a cookie with %s is no proof', async (_, change) => {
  const [[name, proof]] = Object.entries(await draftCookie()) as [[string, string]]
  const value = typeof change === 'string' ? change : change(proof)
  expect((await callFunction(isEnabled, { cookies: { [name]: value } })).value).toBe(false)
})

test('each key has a proof of its own', () => {
  expect(draftProof('a')).toBe(draftProof('a'))
  expect(draftProof('a')).not.toBe(draftProof('b'))
})

test('a cookie with characters of several bytes is no proof, and no error', async () => {
  const { setCookies } = await callFunction(async () => (await draftMode()).enable(), {})
  const length = String(setCookies[0]).split(';')[0]?.split('=')[1]?.length ?? 0
  const cookies = { __ferry_draft: 'é'.repeat(length) }
  expect((await callFunction(async () => (await draftMode()).isEnabled, { cookies })).value).toBe(false)
})
