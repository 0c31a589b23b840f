import { describe, expect, test } from 'vitest'
import type { RouteNode } from '../protocol/route-table.ts'
import { findInterception, interceptTree, sortIntercepts } from './intercept.ts'
import { scanRoutes } from './scan.ts'

const scan = (...files: string[]) => scanRoutes(['layout.tsx', ...files], { pageExtensions: ['tsx'] })
const split = (path: string) => path.split('/').filter(Boolean)

/** Example: `feed{page} @modal(@modal{} > (.)photo{page})` */
function draw({ name, files, children }: RouteNode): string {
  const shown = Object.keys(files).filter((file) => file === 'page' || file === 'default')
  const beside = Object.keys(children)
    .filter((slot) => slot !== 'children')
    .sort()
  const slots = beside.map((slot) => ` @${slot}(${draw(children[slot] as RouteNode)})`)
  const inner = children.children ? ` > ${draw(children.children)}` : ''
  return `${name}{${shown}}${slots.join('')}${inner}`
}

/** What is on screen after going from one URL to another: the tree and the parameters, or null for the page itself. */
function go(files: readonly string[], from: string, to: string) {
  const table = scan(...files)
  const found = findInterception(sortIntercepts(table.intercepts ?? []), split(to), split(from))
  const base = table.routes.find(({ id }) => id === from.replace(/\d+/g, '[id]'))
  const tree = found && base ? interceptTree(base.tree, found.entry) : null
  return tree && found ? [draw(tree), { ...found.params }] : null
}

describe('which page is intercepted, and where it stands', () => {
  const FEED = ['feed/page.tsx', 'feed/@modal/default.tsx', 'feed/layout.tsx', 'photo/[id]/page.tsx']
  test.each<[string, string[], string, string, unknown]>([
    [
      '(..) from a folder',
      [...FEED, 'feed/@modal/(..)photo/[id]/page.tsx'],
      '/feed',
      '/photo/7',
      ['{} > feed{page} @modal(@modal{} > (..)photo{} > [id]{page})', { id: '7' }],
    ],
    [
      '(...) from the root',
      [...FEED, 'feed/@modal/(...)photo/[id]/page.tsx'],
      '/feed',
      '/photo/7',
      ['{} > feed{page} @modal(@modal{} > (...)photo{} > [id]{page})', { id: '7' }],
    ],
    [
      '(.) from the same level',
      [...FEED, '@modal/(.)photo/[id]/page.tsx'],
      '/feed',
      '/photo/7',
      ['{} @modal(@modal{} > (.)photo{} > [id]{page}) > feed{page} @modal(@modal{default})', { id: '7' }],
    ],
    [
      '(..)(..) from two levels up',
      ['a/b/page.tsx', 'a/b/@modal/(..)(..)c/page.tsx', 'c/page.tsx'],
      '/a/b',
      '/c',
      ['{} > a{} > b{page} @modal(@modal{} > (..)(..)c{page})', {}],
    ],
    [
      'a parameter as target',
      ['a/page.tsx', 'a/(.)[id]/page.tsx', 'a/[id]/page.tsx'],
      '/a',
      '/a/7',
      ['{} > a{} > (.)[id]{page}', { id: '7' }],
    ],
    [
      'without a slot it takes the place of the page',
      ['feed/page.tsx', 'feed/(.)photo/page.tsx'],
      '/feed',
      '/feed/photo',
      ['{} > feed{} > (.)photo{page}', {}],
    ],
    [
      'from below the folder too',
      ['feed/x/page.tsx', 'feed/@modal/(.)photo/page.tsx'],
      '/feed/x',
      '/feed/photo',
      ['{} > feed{} @modal(@modal{} > (.)photo{page}) > x{page}', {}],
    ],
    [
      'parameters around it are those of the page on screen',
      ['u/[id]/page.tsx', 'u/[id]/@modal/(...)p/[photo]/page.tsx', 'p/[photo]/page.tsx'],
      '/u/1',
      '/p/2',
      ['{} > u{} > [id]{page} @modal(@modal{} > (...)p{} > [photo]{page})', { id: '1', photo: '2' }],
    ],
    ['not from elsewhere', [...FEED, 'page.tsx', 'feed/@modal/(..)photo/[id]/page.tsx'], '/', '/photo/7', null],
    ['not to elsewhere', [...FEED, 'feed/@modal/(..)photo/[id]/page.tsx'], '/feed', '/photo', null],
    [
      'not where the folder that intercepts is not on screen',
      ['(a)/feed/page.tsx', '(b)/feed/more/page.tsx', '(b)/feed/(.)photo/page.tsx'],
      '/feed',
      '/feed/photo',
      null,
    ],
  ])('%s', (_, files, from, to, expected) => {
    expect(go(files, from, to)).toEqual(expected)
  })

  test('of several the one that intercepts from deeper inside wins, then the more static one', () => {
    const { intercepts = [] } = scan('(.)p/[id]/page.tsx', '(.)p/new/page.tsx', 'a/(..)p/[id]/page.tsx', 'page.tsx')
    const found = (to: string, from: string) =>
      findInterception(sortIntercepts(intercepts), split(to), split(from))?.entry
    expect(found('/p/new', '/')?.id).toBe('/p/new')
    expect(found('/p/1', '/')?.id).toBe('/p/[id]')
    expect(found('/p/1', '/a')?.from).toHaveLength(1)
  })
})
