import { describe, expect, test } from 'vitest'
import { readHeldSegments, writeHeldSegments } from './held-segments.ts'
import type { SegmentTree } from './payload.ts'

/** A path of folders to a page. */
function path(...folders: string[]): SegmentTree {
  return below('', folders)
}

function below(key: string, folders: readonly string[]): SegmentTree {
  const [next, ...rest] = folders
  const child =
    next === undefined ? { key: `${key}/__PAGE__`, segment: '__PAGE__', children: {} } : below(`${key}/${next}`, rest)
  return { key, segment: key, children: { children: child } }
}

function held(tree: SegmentTree) {
  const text = writeHeldSegments(tree)
  const read = readHeldSegments(text)
  if (read === null) throw new Error(`unreadable: ${text}`)
  return read
}

describe('what is written is read again', () => {
  test.each([
    ['a root', [], ['']],
    ['folders', ['notes', 'new'], ['', '/notes', '/notes/new']],
    ['a parameter', ['notes', '[id]=42'], ['', '/notes', '/notes/[id]=42']],
    ['a parameter that was escaped', ['[id]=a%2Fb%20c'], ['', '/[id]=a%2Fb%20c']],
    ['names of every kind', ['(g)', 'über uns', 'a=b,c', '100%'], ['/(g)/über uns/a=b,c/100%']],
  ])('%s', (_, folders, keys) => {
    const { has } = bound(held(path(...folders)))
    expect(keys.map((key) => has(key))).toEqual(keys.map(() => true))
  })

  test('a parameter with the name of a page for a value is a folder', () => {
    const page: SegmentTree = { key: '/[id]=__PAGE__/__PAGE__', segment: '__PAGE__', children: {} }
    const folder: SegmentTree = { key: '/[id]=__PAGE__', segment: '__PAGE__', children: { children: page } }
    const tree: SegmentTree = { key: '', segment: '', children: { children: folder } }
    expect(held(tree).has('/[id]=__PAGE__', [])).toBe(true)
    expect(held(tree).has('/[id]=__PAGE__/__PAGE__', [])).toBe(false)
  })

  test('nothing else is held', () => {
    const { has } = bound(held(path('notes', '[id]=42')))
    const others = ['/notes/[id]=4', '/notes/[id]=421', '/notes/42', '/note', '/notes/[id]=42/edit', '__NOT_FOUND__']
    expect(others.filter((key) => has(key))).toEqual([])
  })

  test('a catch-all does not hold a shorter one', () => {
    expect(held(path('docs', '[...path]=a,b')).has('/docs/[...path]=a', [])).toBe(false)
  })
})

describe('a folder with slots', () => {
  const feed: SegmentTree = {
    key: '',
    segment: '',
    children: {
      children: {
        key: '/feed',
        segment: 'feed',
        children: { ...below('/feed', ['all']).children, modal: below('/feed/@modal', []) },
      },
    },
  }

  test('is held with these slots only', () => {
    const read = held(feed)
    expect(read.has('/feed', ['modal'])).toBe(true)
    expect(read.has('/feed', [])).toBe(false)
    expect(read.has('/feed', ['modal', 'side'])).toBe(false)
    expect(read.has('/feed', ['side'])).toBe(false)
    expect(read.has('/feed/@modal', [])).toBe(true)
    expect(read.has('', [])).toBe(true)
  })
})

describe('from strangers', () => {
  test.each([
    ['nothing', undefined],
    ['several headers', ['/a', '/b']],
    ['an empty text', ''],
    ['no path', 'notes'],
    ['a page of the 404', '__NOT_FOUND__'],
    ['two spaces', '/a  /b'],
    ['a broken escape', '/%E0%A4%A'],
    ['a line break', '/a\n/b'],
    ['letters that no header has', '/ü'],
    ['too long a text', `/${'a'.repeat(3000)}`],
    ['too many', Array.from({ length: 17 }, (_, index) => `/${index}`).join(' ')],
  ])('%s holds nothing', (_, header) => {
    expect(readHeldSegments(header)).toBeNull()
  })
})

test('a page of too many folders says nothing', () => {
  expect(writeHeldSegments(path('a'.repeat(3000)))).toBeNull()
})

function bound(read: ReturnType<typeof held>) {
  return { has: (key: string) => read.has(key, []) }
}
