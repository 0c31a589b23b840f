import { describe, expect, test } from 'vitest'
import { tagOfPath, tagsOfPage } from './path-tags.ts'

const isMeant = (page: [path: string, route: string], path: string, type: 'page' | 'layout' = 'page') =>
  tagsOfPage(...page).includes(tagOfPath(path, type))

describe('revalidatePath', () => {
  test.each([
    ['/', '/', '/'],
    ['/notes/1', '/notes/[id]', '/notes/1'],
    ['/notes/1', '/notes/[id]', '/notes/1/'],
    ['/notes/1', '/notes/[id]', '/notes/1?tab=a#top'],
    ['/notes/1', '/notes/[id]', '/notes/[id]'],
    ['/notes/1', '/notes/[id]', '/(app)/notes/[id]'],
    ['/feed', '/feed', '/@side/feed'],
    ['/caf%C3%A9', '/[name]', '/café'],
    ['/a%2Fb', '/[name]', '/a%2Fb'],
    ['/100%25', '/[name]', '/100%'],
  ])('means the page %s of %s by %s', (path, route, said) => {
    expect(isMeant([path, route], said)).toBe(true)
  })

  test.each([
    ['/notes/1', '/notes/[id]', '/notes'],
    ['/notes/1', '/notes/[id]', '/notes/2'],
    ['/notes/12', '/notes/[id]', '/notes/1'],
    ['/a%2Fb', '/[name]', '/a/b'],
    ['/notes/1', '/notes/[id]', '/'],
  ])('does not mean the page %s of %s by %s', (path, route, said) => {
    expect(isMeant([path, route], said)).toBe(false)
  })

  test.each(['/', '/shop', '/shop/', '/shop/7', '/shop/[id]', '/shop/[id]/reviews', '/shop/7/reviews'])(
    'with a layout, means everything below %s',
    (said) => {
      expect(isMeant(['/shop/7/reviews', '/shop/[id]/reviews'], said, 'layout')).toBe(true)
    },
  )

  test.each(['/sho', '/shop/8', '/shop/7/reviews/1', '/other'])('and nothing else by %s', (said) => {
    expect(isMeant(['/shop/7/reviews', '/shop/[id]/reviews'], said, 'layout')).toBe(false)
  })
})
