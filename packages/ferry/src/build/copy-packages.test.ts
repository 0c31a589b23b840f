import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { layOut } from './copy-packages.ts'
import { createExternalPackages, packageOf, placePackage } from './external-packages.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'ferry-packages-')))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function install(path: string, json: object = {}, code = ''): void {
  const folder = join(root, path)
  mkdirSync(folder, { recursive: true })
  const name = path.replace(/^.*node_modules\//, '')
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...json }))
  writeFileSync(join(folder, 'index.js'), code)
}

/** Place → folder below the root, for these packages and what they need. */
function layoutOf(...paths: string[]): Record<string, string> {
  const packages = createExternalPackages([])
  for (const path of paths) {
    const facts = packageOf(join(root, path, 'index.js'))
    if (facts) placePackage(packages, facts)
  }
  return Object.fromEntries([...layOut(packages)].map(([place, dir]) => [place, dir.slice(root.length + 1)]))
}

function link(path: string, target: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  symlinkSync(join(root, target), join(root, path))
}

describe('the packages beside the bundle', () => {
  test('bring their dependencies and installed optional ones along, through cycles', () => {
    install('node_modules/a', {
      dependencies: { b: '1' },
      optionalDependencies: { '@a/linux-x64': '1', '@a/win32-x64': '1' },
    })
    install('node_modules/b', { dependencies: { a: '1' } })
    install('node_modules/@a/linux-x64')
    install('node_modules/unrelated')
    expect(layoutOf('node_modules/a')).toEqual({
      'node_modules/a': 'node_modules/a',
      'node_modules/b': 'node_modules/b',
      'node_modules/@a/linux-x64': 'node_modules/@a/linux-x64',
    })
  })

  test('find the version they had, where two are needed', () => {
    install('node_modules/new', { dependencies: { dep: '2', old: '1' } })
    install('node_modules/dep', { version: '2.0.0' })
    install('node_modules/old', { dependencies: { dep: '1' } })
    install('node_modules/old/node_modules/dep')
    expect(layoutOf('node_modules/new')).toEqual({
      'node_modules/new': 'node_modules/new',
      'node_modules/dep': 'node_modules/dep',
      'node_modules/old': 'node_modules/old',
      'node_modules/old/node_modules/dep': 'node_modules/old/node_modules/dep',
    })
  })

  test('lie flat where the package manager links them from a store', () => {
    install('store/x@1/node_modules/x', { dependencies: { y: '1' } })
    install('store/y@1/node_modules/y')
    link('store/x@1/node_modules/y', 'store/y@1/node_modules/y')
    expect(layoutOf('store/x@1/node_modules/x')).toEqual({
      'node_modules/x': 'store/x@1/node_modules/x',
      'node_modules/y': 'store/y@1/node_modules/y',
    })
  })

  test('bring an optional peer only when their code names it', () => {
    install(
      'node_modules/peers',
      {
        peerDependencies: { named: '1', unnamed: '1', required: '1' },
        peerDependenciesMeta: { named: { optional: true }, unnamed: { optional: true } },
      },
      `try { require('named/sub') } catch {}`,
    )
    for (const name of ['named', 'unnamed', 'required']) install(`node_modules/${name}`)
    expect(Object.keys(layoutOf('node_modules/peers')).sort()).toEqual([
      'node_modules/named',
      'node_modules/peers',
      'node_modules/required',
    ])
  })

  test('keep two versions apart that the app itself uses', () => {
    install('one/node_modules/twice', { version: '1.0.0' })
    install('two/node_modules/twice', { version: '2.0.0' })
    expect(layoutOf('one/node_modules/twice', 'two/node_modules/twice')).toEqual({
      'node_modules/twice': 'one/node_modules/twice',
      'node_modules/.ferry/twice@2.0.0/node_modules/twice': 'two/node_modules/twice',
    })
  })
})
