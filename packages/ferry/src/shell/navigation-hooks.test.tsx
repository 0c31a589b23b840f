import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { PagePayload, SegmentTree } from '../protocol/payload.ts'
import { Form } from './form.tsx'
import { Link } from './link.tsx'
import {
  useParams,
  usePathname,
  useRouter,
  useSearchParams,
  useSelectedLayoutSegment,
  useSelectedLayoutSegments,
} from './navigation-hooks.ts'
import { PageContext, type RouterApi, SegmentContext } from './segment-context.ts'

const Lost = () => usePathname()
const router: RouterApi = { push() {}, replace() {}, back() {}, forward() {}, refresh() {}, prefetch() {} }

function node(segment: string, children: Record<string, SegmentTree> = {}): SegmentTree {
  return { key: segment, segment, children }
}
const leaf = node('__PAGE__')
const tree = node('', {
  children: node('(shop)', {
    children: node('notes', {
      children: node('42', { children: leaf }),
      side: node('@side', { children: node('list', { children: leaf }) }),
    }),
  }),
})
const odd = node('', { children: node('__PAGE__', { children: node('__x', { children: leaf }) }) })
const notes = tree.children.children?.children.children as SegmentTree

function render(Component: () => ReactNode, { url = '/base/notes/42?tab=a&tab=b', at = tree } = {}): string {
  const page: PagePayload = { build: 'b', version: 1, url, tree, segments: {}, params: { id: '42' }, status: 200 }
  return renderToStaticMarkup(
    <PageContext value={{ page, router, basePath: '/base' }}>
      <SegmentContext value={at}>
        <Component />
      </SegmentContext>
    </PageContext>,
  )
}

describe('hooks that read the page', () => {
  it.each([
    ['/base/notes/42?tab=a', '/notes/42'],
    ['/base', '/'],
    ['/base/a%20b', '/a%20b'],
  ])('usePathname: %s is %s', (url, expected) => {
    expect(render(() => usePathname(), { url })).toBe(expected)
  })

  it('useSearchParams', () => {
    expect(render(() => useSearchParams().getAll('tab').join())).toBe('a,b')
    expect(render(() => useSearchParams().toString(), { url: '/base' })).toBe('')
  })

  it('useParams', () => {
    expect(render(() => useParams<{ id: string }>().id)).toBe('42')
  })

  it('useRouter', () => {
    expect(render(() => String(useRouter() === router))).toBe('true')
  })

  it.each([
    ['the root layout', tree, 'children', ['(shop)', 'notes', '42']],
    ['an inner layout', notes, 'children', ['42']],
    ['a slot', notes, 'side', ['list']],
    ['a layout whose own page is shown', notes.children.children as SegmentTree, 'children', []],
    ['a layout above a value like the page’s name', odd, 'children', ['__PAGE__', '__x']],
  ])('useSelectedLayoutSegments of %s', (_, at, slot, expected) => {
    expect(render(() => useSelectedLayoutSegments(slot).join('/'), { at })).toBe(expected.join('/'))
    expect(render(() => useSelectedLayoutSegment(slot) ?? 'none', { at })).toBe(expected[0] ?? 'none')
  })

  it('say where they may be called', () => {
    expect(() => renderToStaticMarkup(<Lost />)).toThrow('usePathname() was rendered outside a page of Ferry.')
  })
})

describe('links and forms without JavaScript', () => {
  it('Link is an anchor that knows the basePath', () => {
    expect(
      render(() => (
        <Link href="/a?b=1#c" className="x">
          A
        </Link>
      )),
    ).toBe('<a class="x" href="/base/a?b=1#c">A</a>')
    expect(render(() => <Link href={new URL('https://example.com/a')}>A</Link>)).toBe(
      '<a href="https://example.com/a">A</a>',
    )
  })

  it('Form is a GET form', () => {
    expect(
      render(() => (
        <Form action="/search">
          <input name="q" />
        </Form>
      )),
    ).toBe('<form action="/base/search"><input name="q"/></form>')
  })
})
