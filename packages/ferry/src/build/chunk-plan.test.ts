import { describe, expect, test } from 'vitest'
import { scanRoutes } from '../router/scan.ts'
import { planChunks } from './chunk-plan.ts'
import type { ClientModule, RouteReach, ServerGraph } from './server-graph.ts'

const routes = scanRoutes(['layout.tsx', 'page.tsx', 'shop/layout.tsx', 'shop/page.tsx', 'shop/cart/page.tsx'], {
  pageExtensions: ['tsx'],
})

function client(key: string, isOwn = false): ClientModule {
  return { key, resource: `/${key}`, id: key, async: false, exports: null, isOwn, chain: [] }
}

/** Route file → keys of the client modules it reaches. */
function plan(reach: Readonly<Record<string, readonly string[]>>, others: readonly ClientModule[] = []) {
  const keys = [...new Set(Object.values(reach).flat())]
  const graph: ServerGraph = {
    clientModules: [...keys.map((key) => client(key)), ...others],
    functionModules: [],
    routes: new Map(
      Object.entries(reach).map(([file, list]): [string, RouteReach] => [
        file,
        { keeping: 'no', clientModules: new Set(list), styles: [], functions: new Set() },
      ]),
    ),
  }
  return planChunks(graph, routes)
}

function groups({ chunks }: ReturnType<typeof plan>): string[] {
  return chunks.map(({ modules }) => modules.map(({ resource }) => resource.slice(1)).join(' ')).sort()
}

describe('client modules share a chunk', () => {
  test('when the same routes show them, through whichever files', () => {
    expect(
      groups(plan({ 'layout.tsx': ['nav'], 'page.tsx': ['nav', 'hero'], 'shop/layout.tsx': ['menu', 'bar'] })),
    ).toEqual(['hero', 'menu bar', 'nav'])
  })

  test('when every route shows them, from the layout or from each page', () => {
    const each = ['page.tsx', 'shop/page.tsx', 'shop/cart/page.tsx']
    const reach = { 'layout.tsx': ['nav'], ...Object.fromEntries(each.map((file) => [file, ['button']])) }
    expect(groups(plan(reach))).toEqual(['nav button'])
  })

  test('when no route reaches them: they come with what a server function returns', () => {
    expect(groups(plan({ 'page.tsx': ['hero'] }, [client('toast'), client('dialog')]))).toEqual([
      'hero',
      'toast dialog',
    ])
  })
})

test("Ferry's own client modules that no route imports are part of the entry", () => {
  const { entry, chunks } = plan({}, [client('outlet', true)])
  expect(entry.map(({ resource }) => resource)).toEqual(['/outlet'])
  expect(chunks).toEqual([])
})

test('the name of a chunk depends on its routes alone, so that it stays when modules come and go', () => {
  const before = plan({ 'page.tsx': ['hero'] }).chunkOf.get('hero')
  expect(plan({ 'page.tsx': ['hero', 'more'], 'layout.tsx': ['nav'] }).chunkOf.get('hero')).toBe(before)
})
