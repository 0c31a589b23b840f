import { describe, expect, test } from 'vitest'
import type { PagePayload } from '../protocol/payload.ts'
import { mergePage, renderedSince } from './merge-page.ts'

const leaf = (key: string) => ({ key, segment: '__PAGE__', children: {} })
const tree = (folder: string) => ({
  key: '',
  segment: '',
  children: { children: { key: folder, segment: folder, children: { children: leaf(`${folder}/__PAGE__`) } } },
})

function page(url: string, version: number, folder: string, segments: PagePayload['segments']): PagePayload {
  return { build: 'b', version, url, tree: tree(folder), segments, params: {}, status: 200 }
}

const shown = page('/a', 10, '/x', { '': 'root 10', '/x': 'x 10', '/x/__PAGE__': 'page 10' })

describe('a page of which only what changes was sent', () => {
  test('takes the rest from the page on screen', () => {
    const merged = mergePage(shown, page('/b', 20, '/x', { '/x/__PAGE__': 'page 20' }))
    expect(merged?.segments).toEqual({ '': 'root 10', '/x': 'x 10', '/x/__PAGE__': 'page 20' })
    expect(merged).toMatchObject({ url: '/b', version: 20 })
  })

  test('is as old as its oldest part, however often it was put together', () => {
    const second = mergePage(shown, page('/b', 20, '/x', { '/x/__PAGE__': 'page 20' })) as PagePayload
    const third = mergePage(second, page('/c', 30, '/x', { '/x/__PAGE__': 'page 30' })) as PagePayload
    expect([shown, second, third].map(renderedSince)).toEqual([10, 10, 10])
  })

  test('that was fetched before the page on screen was made is no older than itself', () => {
    const merged = mergePage(shown, page('/b', 5, '/x', { '/x/__PAGE__': 'page 5' })) as PagePayload
    expect(renderedSince(merged)).toBe(5)
  })

  test('keeps nothing that is not in its tree', () => {
    const merged = mergePage(shown, page('/y', 20, '/y', { '/y': 'y 20', '/y/__PAGE__': 'page 20' }))
    expect(Object.keys(merged?.segments ?? {}).sort()).toEqual(['', '/y', '/y/__PAGE__'])
  })

  test('prefers what was sent, and an element that is nothing is one', () => {
    const merged = mergePage(shown, page('/b', 20, '/x', { '/x': null, '/x/__PAGE__': 'page 20' }))
    expect(merged?.segments['/x']).toBeNull()
  })

  test('cannot be shown where something is missing, or in another build', () => {
    expect(mergePage(shown, page('/y', 20, '/y', { '/y/__PAGE__': 'page 20' }))).toBeNull()
    const other = { ...page('/b', 20, '/x', { '/x/__PAGE__': 'page 20' }), build: 'c' }
    expect(mergePage(shown, other)).toBeNull()
  })
})

test('a whole page stays as it is', () => {
  const whole = page('/b', 20, '/x', { '': null, '/x': 'x', '/x/__PAGE__': 'p' })
  expect(mergePage(shown, whole)).toBe(whole)
  expect(renderedSince(whole)).toBe(20)
})
