import { describe, expect, test } from 'vitest'
import type { PagePayload, SegmentTree } from '../protocol/payload.ts'
import { hasEmptySlot, keepSlots } from './kept-slots.ts'
import { renderedSince } from './merge-page.ts'

type Slot = { readonly folder?: string; readonly unmatched?: SegmentTree['unmatched'] }

const folder = (key: string, children: SegmentTree['children']): SegmentTree => ({ key, segment: key, children })

function leaf(key: string, { folder: inner, unmatched }: Slot): SegmentTree {
  if (inner !== undefined) return folder(`${key}/${inner}`, { children: leaf(`${key}/${inner}`, {}) })
  return { key: `${key}/__PAGE__`, segment: '__PAGE__', children: {}, ...(unmatched && { unmatched }) }
}

/** `/feed` with a layout that has `@side` beside its children; each element is named after its page. */
function feed(url: string, version: number, side: Slot, more: Partial<PagePayload> = {}): PagePayload {
  const beside = folder('/feed/@side', { children: leaf('/feed/@side', side) })
  const inner = folder('/feed', { children: leaf('/feed', { folder: url.slice(6) || 'list' }), side: beside })
  const tree = folder('', { children: inner })
  const keys: string[] = []
  const visit = (node: SegmentTree): void => {
    keys.push(node.key)
    Object.values(node.children).forEach(visit)
  }
  visit(tree)
  const segments = Object.fromEntries(keys.map((key) => [key, `${key} of ${url} ${version}`]))
  return { build: 'b', version, url, tree, segments, params: {}, status: 200, ...more }
}

const DEFAULT: Slot = { unmatched: 'default' }
const side = (page: PagePayload) => page.tree.children.children?.children.side?.children.children

describe('a slot without a page for the URL', () => {
  const shown = feed('/feed', 10, {})

  test('goes on showing what it did, and everything else is new', () => {
    const page = keepSlots(shown, feed('/feed/a', 20, DEFAULT))
    expect(side(page)).toBe(side(shown))
    expect(page.segments['/feed/@side/__PAGE__']).toBe('/feed/@side/__PAGE__ of /feed 10')
    expect(page.segments['/feed/a/__PAGE__']).toBe('/feed/a/__PAGE__ of /feed/a 20')
    expect(page).toMatchObject({ url: '/feed/a', version: 20, kept: { '/feed/@side': { address: '/feed' } } })
  })

  test('makes the page as old as itself', () => {
    expect(renderedSince(keepSlots(shown, feed('/feed/a', 20, DEFAULT)))).toBe(10)
  })

  test('comes from where it had a page, however often it was kept', () => {
    const second = keepSlots(shown, feed('/feed/a', 20, DEFAULT))
    const third = keepSlots(second, feed('/feed/b', 30, DEFAULT))
    expect(third.kept).toEqual({ '/feed/@side': { address: '/feed', from: undefined } })
    expect(renderedSince(third)).toBe(10)
  })

  test('keeps a whole folder, with its parameters and no others', () => {
    const deep = feed('/feed', 10, { folder: '[id]=7' }, { params: { id: '7', other: 'x' } })
    const page = keepSlots(deep, feed('/feed/a', 20, DEFAULT, { params: { own: 'y' } }))
    expect(page.segments['/feed/@side/[id]=7/__PAGE__']).toContain('of /feed 10')
    expect(page.params).toEqual({ id: '7', own: 'y' })
  })

  test('shows its default where it did so before, in another layout, and in another build', () => {
    const before = feed('/feed/b', 10, DEFAULT)
    const elsewhere = { ...shown, tree: folder('', { children: folder('/other', {}) }) }
    for (const base of [before, elsewhere, { ...shown, build: 'c' }]) {
      const page = feed('/feed/a', 20, DEFAULT)
      expect(keepSlots(base, page)).toBe(page)
    }
  })

  test.each(['(.)photo', '(..)photo', '(..)(..)photo', '(...)[id]=7'])('closes %s', (name) => {
    const opened = feed('/feed/photo', 10, { folder: name }, { from: '/feed' })
    expect(side(keepSlots(opened, feed('/feed/a', 20, DEFAULT)))).toMatchObject(DEFAULT)
  })

  test.each(['(shop)', '[id]=(.)photo', 'a(.)b'])('keeps %s', (name) => {
    const opened = feed('/feed', 10, { folder: name })
    expect(side(keepSlots(opened, feed('/feed/a', 20, DEFAULT)))).toBe(side(opened))
  })

  test('may be left out', () => {
    const page = feed('/feed/a', 20, DEFAULT)
    expect(keepSlots(shown, page, (slot) => slot !== '/feed/@side')).toBe(page)
  })
})

test('a slot with a page shows it', () => {
  const page = feed('/feed/a', 20, {})
  expect(keepSlots(feed('/feed', 10, {}), page)).toBe(page)
})

test('a slot without a default is empty until something is kept in it', () => {
  const page = feed('/feed/a', 20, { unmatched: 'empty' })
  expect(hasEmptySlot(page.tree)).toBe(true)
  expect(hasEmptySlot(keepSlots(feed('/feed', 10, {}), page).tree)).toBe(false)
})
