/** A test that speaks HTTP by hand to the functions of `/wire`, and after which the server must still be there. */
import { functionId } from './manifest.ts'
import { multipart, multipartType, type RawAnswer, type RawRequest, raw } from './raw-http.ts'
import { expect, test } from './test.ts'

export { expect }

export type Headers = readonly (readonly [string, string])[]
type Speak = (request: Partial<RawRequest> & { id?: string }) => Promise<RawAnswer>

interface Wire {
  /** A call: well-formed unless the test changes it. */
  call: Speak
  /** A form posted without JavaScript to /wire. */
  post: Speak
  id: (name: string) => Promise<string>
  origin: readonly [string, string]
}

/** The content type of a call whose arguments need no parts. */
export const callType = 'text/plain;charset=UTF-8'
export const protocol = ['Ferry-Protocol', '1'] as const

export const wired = test.extend<{ wire: Wire; alive: undefined }>({
  wire: async ({ server, visitor }, use) => {
    const origin = ['Origin', server.url] as const
    const id = (name: string) => functionId(server.dir, `app/wire/functions.ts#${name}`)
    const from: Headers = [['X-Visitor', visitor]]
    const callHeaders: Headers = [origin, ['Accept', 'text/x-component'], protocol, ['Content-Type', callType]]
    await use({
      id,
      origin,
      call: async ({ id: given, headers = callHeaders, body = '[]', ...rest }) =>
        raw(server.url, {
          path: `/_ferry/action/${given ?? (await id('touch'))}`,
          headers: [...from, ...headers],
          body,
          ...rest,
        }),
      post: async ({ id: given, headers = [origin, ['Content-Type', multipartType]], body, ...rest }) =>
        raw(server.url, {
          path: '/wire',
          headers: [...from, ...headers],
          body: body ?? multipart([{ name: `$ACTION_ID_${given ?? (await id('post'))}`, value: '' }]),
          ...rest,
        }),
    })
  },

  alive: [
    async ({ server }, use) => {
      await use(undefined)
      // Whatever was sent: the server is there, and nothing escaped.
      expect((await fetch(server.url)).status).toBe(200)
      expect(server.output()).not.toMatch(/uncaught|unhandled/i)
    },
    { auto: true },
  ],
})
