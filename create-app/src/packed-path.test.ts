import { expect, test } from 'vitest'
import { packedPath, unpackedPath } from './packed-path.ts'

test.each([
  ['.gitignore', 'dot--gitignore'],
  ['data/.npmrc', 'data/dot--npmrc'],
  ['.github/ci.yml', '.github/ci.yml'],
  ['app/_private/page.tsx', 'app/_private/page.tsx'],
  ['app/page.module.css', 'app/page.module.css'],
])('%s travels as %s, and comes back', (path, packed) => {
  expect(packedPath(path)).toBe(packed)
  expect(unpackedPath(packed)).toBe(path)
})
