import { describe, expect, test } from 'vitest'
import { conventionOf } from './route-file.ts'

const EXTENSIONS = ['tsx', 'ts', 'jsx', 'js']

describe('in every folder', () => {
  test.each([
    ['page.tsx', 'page'],
    ['page.js', 'page'],
    ['layout.jsx', 'layout'],
    ['template.tsx', 'template'],
    ['loading.tsx', 'loading'],
    ['error.tsx', 'error'],
    ['not-found.tsx', 'not-found'],
    ['forbidden.tsx', 'forbidden'],
    ['unauthorized.tsx', 'unauthorized'],
    ['default.tsx', 'default'],
    ['route.ts', 'route'],
    ['page.css', null],
    ['page.test.tsx', null],
    ['page.module.css', null],
    ['page', null],
    ['.page.tsx', null],
    ['Page.tsx', null],
    ['pages.tsx', null],
    ['page.tsx.bak', null],
    ['page.mts', null],
    ['page.d.ts', null],
    ['form.tsx', null],
    ['icon.tsx', null],
    ['apple-icon.png', null],
    ['favicon.ico', null],
    ['robots.ts', null],
    ['sitemap.ts', null],
    ['manifest.ts', null],
    ['opengraph-image.tsx', null],
    ['constructor.ts', null],
    ['global-error.tsx', null],
  ])('%s is %s', (file, convention) => {
    expect(conventionOf(file, EXTENSIONS, false)).toBe(convention)
  })
})

describe('in app/ itself', () => {
  test.each([
    ['global-error.tsx', 'global-error'],
    ['global-not-found.jsx', 'global-not-found'],
    ['page.tsx', 'page'],
  ])('%s is %s', (file, convention) => {
    expect(conventionOf(file, EXTENSIONS, true)).toBe(convention)
  })
})

describe('with pageExtensions of the app', () => {
  test.each([
    ['page.mdx', 'page'],
    ['page.page.tsx', 'page'],
    ['page.tsx', null],
  ])('%s is %s', (file, convention) => {
    expect(conventionOf(file, ['mdx', 'page.tsx'], false)).toBe(convention)
  })
})
