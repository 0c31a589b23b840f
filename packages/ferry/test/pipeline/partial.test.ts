/** A navigation is answered with what changes, and only where what stays is what the server would send. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BuiltApp, buildApp, type OpenApp, openApp } from './built-app.ts'
import { clubApp } from './club-app.ts'

let built: BuiltApp
let app: OpenApp

beforeAll(async () => {
  built = await buildApp(clubApp)
  app = await openApp(built)
}, 240_000)
afterAll(() => built?.remove())

const ROOT = 'layout of everything'
const MEMBERS = 'layout of members'
const MEMBER = 'layout of a member'
const WALL = 'layout of the wall'
const LAYOUTS = [ROOT, MEMBERS, MEMBER, WALL, 'layout of the first member']

interface Sent {
  readonly status: number
  readonly text: string
  readonly layouts: readonly string[]
}

async function navigate(to: string, have?: string, more: Record<string, string> = {}): Promise<Sent> {
  const headers = { 'ferry-build': built.manifest.build, ...(have !== undefined && { 'ferry-have': have }), ...more }
  const { status, text } = await app.send('GET', `/_ferry/payload${to}`, { headers })
  return { status, text, layouts: LAYOUTS.filter((layout) => text.includes(layout)) }
}

const member = (id: string) => `/members/${encodeURIComponent(`[id]=${id}`)}`

describe('what the browser holds is not sent again', () => {
  test('nothing held: the whole page', async () => {
    const { layouts, text } = await navigate('/members/2')
    expect(layouts).toEqual([ROOT, MEMBERS, MEMBER])
    expect(text).toContain('page member ')
  })

  test('between two pages of a folder its layouts stay; tree, title, parameters and page come', async () => {
    const { status, layouts, text } = await navigate('/members/2?tab=a', '/members')
    expect(status).toBe(200)
    expect(layouts).toEqual([MEMBER])
    expect(text).toContain('"key":"/members/[id]=2"')
    expect(text).toContain('Member 2')
    expect(text).toContain('"params":{"id":"2"}')
    expect(text).toContain('{\\"tab\\":\\"a\\"}')
  })

  test('another parameter is another layout', async () => {
    expect((await navigate('/members/3', member('2'))).layouts).toEqual([MEMBER])
    expect((await navigate('/members/2/about', member('2'))).layouts).toEqual([])
  })

  test('a folder with the name of a value is not the folder of the value', async () => {
    expect((await navigate('/members/1', member('1'))).layouts).toEqual(['layout of the first member'])
    // `1/about` does not exist: `[id]` answers, with the very same URL above it.
    expect((await navigate('/members/1/about', '/members/1')).layouts).toEqual([MEMBER])
  })

  test('a layout stays whatever its slots show, and comes anew where nothing is said of one', async () => {
    expect((await navigate('/wall/with', '/wall')).layouts).toEqual([WALL])
    expect((await navigate('/wall/with', '/wall/with /wall/@side/with')).layouts).toEqual([])
    const without = await navigate('/wall', '/wall/with /wall/@side/with')
    expect(without.layouts).toEqual([])
    expect(without.text).toContain('"unmatched":"empty"')
  })

  test('a page is always sent, also the same one', async () => {
    const { layouts, text } = await navigate('/members/2', member('2'))
    expect(layouts).toEqual([])
    expect(text).toContain('page member ')
  })

  test('the template and loading of a layout stay with it', async () => {
    expect((await navigate('/members/2')).text).toContain('loading members')
    expect((await navigate('/members/2', '/members')).text).not.toContain('loading members')
  })

  test('a rewritten page is compared as what it is', async () => {
    expect((await navigate('/members/moved', '/members')).layouts).toEqual([MEMBER])
    expect((await navigate('/members/moved', member('2'))).layouts).toEqual([])
  })
})

describe('a page is sent whole', () => {
  test('when the middleware gives the request headers of its own, which a layout may read', async () => {
    expect((await navigate('/members/greeted', '/members')).layouts).toEqual([ROOT, MEMBERS])
  })

  test('when the middleware sets a cookie', async () => {
    expect((await navigate('/members/remembered', '/members')).layouts).toEqual([ROOT, MEMBERS])
  })

  test('to a browser with another build, or with none', async () => {
    expect((await navigate('/members', '/members', { 'ferry-build': 'old' })).layouts).toEqual([ROOT, MEMBERS])
    const { text } = await app.send('GET', '/_ferry/payload/members', { headers: { 'ferry-have': '/members' } })
    expect(text).toContain(ROOT)
  })

  test.each([['members'], ['/%'], ['/a  /b'], [`/${'x'.repeat(5000)}`], ['']])(
    'when what it holds reads %j',
    async (have) => {
      expect((await navigate('/members', have)).layouts).toEqual([ROOT, MEMBERS])
    },
  )

  test('when a call refreshes it', async () => {
    const { text } = await app.send('POST', `/_ferry/action/${app.functionId('act')}`, {
      body: '[]',
      headers: {
        'content-type': 'text/plain',
        'ferry-url': '/members',
        'ferry-have': '/members',
        'ferry-build': built.manifest.build,
      },
    })
    expect(LAYOUTS.filter((layout) => text.includes(layout))).toEqual([ROOT, MEMBERS])
  })

  test('as a document, whatever is said to be held', async () => {
    const { text } = await app.send('GET', '/members', {
      headers: { 'ferry-have': '/members', 'ferry-build': built.manifest.build },
    })
    expect(text).toContain(MEMBERS)
  })

  test('coming from the 404 of the app, around which there is no layout; on the way to it there is no payload at all', async () => {
    expect(await navigate('/nowhere', '/members')).toMatchObject({ status: 204, text: '' })
    const { status, text } = await app.send('GET', '/nowhere')
    expect(status).toBe(404)
    expect(text).toContain('nothing at all')
    expect((await navigate('/members', '__NOT_FOUND__')).layouts).toEqual([ROOT, MEMBERS])
  })
})
