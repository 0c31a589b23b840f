import { expect, test } from 'vitest'
import { layoutSlots, pageRoutes } from './layout-slots.ts'
import { scanRoutes } from './scan.ts'

const scan = (...files: string[]) => scanRoutes(['layout.tsx', 'page.tsx', ...files], { pageExtensions: ['tsx'] })

test('each folder with a layout is there once, groups left out, with the slots beside its children', () => {
  const table = scan(
    'dashboard/layout.tsx',
    'dashboard/page.tsx',
    'dashboard/@team/page.tsx',
    'dashboard/@team/default.tsx',
    'dashboard/@log/default.tsx',
    '(shop)/layout.tsx',
    '(shop)/items/[id]/layout.tsx',
    '(shop)/items/[id]/page.tsx',
    'plain/page.tsx',
  )
  const layouts = [...layoutSlots(table)].map(([path, slots]) => [path, [...slots].sort()])
  expect(layouts.sort()).toEqual([
    ['/', []],
    ['/dashboard', ['log', 'team']],
    ['/items/[id]', []],
  ])
})

test('routes are those of pages, and of slots with parameters of their own; handlers are none', () => {
  const table = scan(
    'photos/layout.tsx',
    'photos/[id]/page.tsx',
    'photos/@info/[...path]/page.tsx',
    'photos/default.tsx',
    'photos/@info/default.tsx',
    'api/route.ts',
  )
  const routes = [...pageRoutes(table)]
  expect(routes).toEqual(expect.arrayContaining(['/', '/photos/[id]']))
  expect(routes).not.toContain('/api')
})
