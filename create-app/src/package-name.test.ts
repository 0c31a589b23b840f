import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import validate from 'validate-npm-package-name'
import { packageNameFrom } from './package-name.ts'

const DEPENDENCIES = ['ferry', 'react', 'react-dom']

describe('the name of the package', () => {
  test.each([
    ['/home/ada/my-app', 'my-app'],
    ['/home/ada/MyApp', 'myapp'],
    ['/home/ada/Mein Café', 'mein-cafe'],
    ['/home/ada/shop (copy 2)', 'shop-copy-2'],
    ['/home/ada/_private', 'private'],
    ['/home/ada/.hidden', 'hidden'],
    ['/home/ada/v1.2_beta', 'v1.2_beta'],
    ['/home/ada/@acme', 'acme'],
    ['/home/ada/---', 'my-app'],
    ['/home/ada/日本', 'my-app'],
    ['/', 'my-app'],
    // Names of Node's own modules, of what the app depends on, and of what npm reserves.
    ['/home/ada/http', 'http-app'],
    ['/home/ada/React', 'react-app'],
    ['/home/ada/ferry', 'ferry-app'],
    ['/home/ada/node_modules', 'node_modules-app'],
    [`/home/ada/${'x'.repeat(250)}`, 'x'.repeat(200)],
  ])('%s becomes %s', (folder, name) => {
    expect(packageNameFrom(folder, DEPENDENCIES)).toBe(name)
  })

  test('npm accepts it, whatever the folder is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
        expect(validate(packageNameFrom(`/apps/${name}`, DEPENDENCIES)).validForNewPackages).toBe(true)
      }),
    )
  })
})
