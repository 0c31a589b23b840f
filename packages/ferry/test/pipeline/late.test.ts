/** What ends after the document has begun, as a reader without scripts has it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BuiltApp, buildApp, type OpenApp, openApp, type Received } from './built-app.ts'
import { lateApp } from './late-app.ts'

let built: BuiltApp
let app: OpenApp

beforeAll(async () => {
  built = await buildApp(lateApp)
  app = await openApp(built)
}, 240_000)
afterAll(() => built?.remove())
beforeEach(() => {
  app.log.length = 0
})

const REFRESH = /<meta http-equiv="refresh" content="([^"]*)"\/>/

/** What scripts are not needed for, in the order of the document; the style of every head left out. */
function notes({ text }: Received): string[] {
  return [...text.matchAll(/<noscript>(.*?)<\/noscript>/gs)].map(([, note]) => note as string).slice(1)
}

async function visit(path: string): Promise<Received> {
  const answer = await app.send('GET', path)
  expect(answer.status).toBe(200)
  expect(answer.text).toMatch(/<\/body><\/html>$/)
  expect(answer.text.match(/<\/body>/g)).toHaveLength(1)
  expect(answer.text).not.toContain('secret')
  return answer
}

describe('redirect() after the document has begun', () => {
  test.each([
    ['path', '1;url=/next?a=1&amp;b=%272%27'],
    ['relative', '1;url=/to/relative?tab=a&amp;b=%22c%22'],
    ['forever', '0;url=/next'],
    ['site', '1;url=https://new.test/there'],
  ])('%s: a refresh, for readers without scripts only', async (how, content) => {
    const answer = await visit(`/to/${how}`)
    expect(notes(answer)).toEqual([`<meta http-equiv="refresh" content="${content}"/>`])
    expect(answer.text.indexOf('http-equiv')).toBeGreaterThan(answer.text.indexOf('<i>loading</i>'))
    expect(answer.text.replaceAll(/<noscript>.*?<\/noscript>/gs, '')).not.toContain('http-equiv')
    expect(app.log).toEqual([])
  })

  test.each(['script', 'slashes'])('%s: refused, and in the log', async (how) => {
    const answer = await visit(`/to/${how}`)
    expect(answer.text).not.toMatch(REFRESH)
    expect(app.log[0]?.fields.error).toMatchObject({ code: 'FERRY_REDIRECT_TARGET' })
  })

  test('below a mount path and a base path both are in front', async () => {
    const below = await openApp(built, { basePath: '/shop' })
    const { text } = await below.send('GET', '/shop/to/forever', { mount: '/outer' })
    expect(REFRESH.exec(text)?.[1]).toBe('0;url=/outer/shop/next')
  })
})

describe('notFound(), forbidden() and unauthorized() after the document has begun', () => {
  test.each([
    ['missing', '<h1>nothing here</h1>'],
    ['forbidden', '<h1>closed</h1>'],
    ['unauthorized', '401 | Sign in to see this page.'],
  ])('%s: not for search engines, and the boundary is there to read', async (how, shown) => {
    const answer = await visit(`/to/${how}`)
    const [first, second, ...rest] = notes(answer)
    expect(first).toBe('<meta name="robots" content="noindex"/>')
    expect(second).toContain(shown)
    expect(rest).toEqual([])
    expect(app.log).toEqual([])
  })
})

describe('an error after the document has begun', () => {
  test.each([
    ['/fails', 'outer failed: '],
    ['/fails/inner', 'inner failed: '],
    ['/bare', '500 | Something went wrong.'],
    ['/themed', 'failed in <!-- -->dark'],
    ['/in-client', '500 | Something went wrong.'],
  ])('%s: the nearest boundary is there to read, once in the log', async (path, shown) => {
    const answer = await visit(path)
    expect(notes(answer)).toHaveLength(2)
    expect(notes(answer)[0]).toContain('noindex')
    expect(notes(answer)[1]).toContain(shown)
    expect(app.log).toHaveLength(1)
  })

  test('with the digest of the log', async () => {
    const answer = await visit('/fails')
    expect(notes(answer)[1]).toContain(app.log[0]?.fields.digest)
  })

  test('a boundary that fails itself gives way to the one around it; both errors are in the log', async () => {
    const answer = await visit('/fails/again')
    expect(notes(answer)[1]).toContain('outer failed: ')
    expect(app.log.map(({ message }) => message)).toEqual(['secret of late', 'secret of the fallback'])
  })

  test('what came in time is not said again', async () => {
    const { text } = await visit('/themed')
    expect(text.match(/the rest<\/b>/g)).toHaveLength(1)
  })

  test('HTML that would end the note is left out', async () => {
    const answer = await visit('/quotes')
    expect(notes(answer)).toEqual(['<meta name="robots" content="noindex"/>'])
    expect(answer.text).not.toContain('<b>out</b>')
  })

  test('nothing of all this is in a document that ends well', async () => {
    expect(notes(await visit('/'))).toEqual([])
  })
})
