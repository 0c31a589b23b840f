/** Rules about the repository that no other tool keeps. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

test('the lock file names no host: it holds behind any mirror', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { resolved?: string; link?: true }>
  }
  const resolved = Object.entries(packages).filter(([, entry]) => entry.resolved !== undefined && entry.link !== true)
  expect(resolved).toEqual([])
})

test('every package of the lock file has a checksum', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { integrity?: string; link?: true; inBundle?: true }>
  }
  const bare = Object.entries(packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link && !entry.inBundle && !entry.integrity)
    .map(([path]) => path)
  expect(bare).toEqual([])
})

test('React is pinned exactly, and its three packages are of one version', () => {
  const { dependencies } = JSON.parse(read('packages/ferry/package.json')) as { dependencies: Record<string, string> }
  const versions = ['react', 'react-dom', 'react-server-dom-webpack'].map((name) => dependencies[name])
  expect(new Set(versions).size).toBe(1)
  expect(versions[0]).toMatch(/^\d+\.\d+\.\d+$/)
})
