/** What the registry would get: nothing that users do not need, exports and types that resolve, and what a registry shows. */
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { describe, expect, inject, test } from 'vitest'

const packed = inject('packed')
const packages = Object.entries(packed)

describe('ferry', () => {
  const { files, size } = packed.ferry

  test('holds what was emitted, its maps and types, and nothing else', () => {
    const expected = [
      /^(?:package\.json|README\.md|LICENSE|env\.d\.ts|bin\/ferry\.js)$/,
      /^dist\/[\w./-]+\.(?:js|d\.ts|js\.map)$/,
      /^dist\/prebuilt\//,
      /^dist\/production\/\w+\/(?:production\.json|[\w-]+\.(?:js|cjs|cjs\.map)\.br)$/,
    ]
    expect(files.filter((path) => !expected.some((pattern) => pattern.test(path)))).toEqual([])
    expect(files.filter((path) => /\.test|fixtures|(?:^|\/)(?:src|test)\//.test(path))).toEqual([])
    expect(files).toEqual(
      expect.arrayContaining(['README.md', 'LICENSE', 'env.d.ts', 'bin/ferry.js', 'dist/link.d.ts']),
    )
  })

  test('is small', () => {
    expect(size).toBeLessThan(8_000_000)
  })

  test('has a source for every line that a stack trace may name', async () => {
    const texts = await textsIn(packed.ferry.tarball)
    const maps = files.filter((path) => path.endsWith('.js.map') && !path.startsWith('dist/prebuilt/'))
    expect(maps.length).toBeGreaterThan(100)
    const without = files.filter((path) => /^dist\/.*\.js$/.test(path) && !maps.includes(`${path}.map`))
    expect(without.filter((path) => !path.startsWith('dist/prebuilt/'))).toEqual([])
    expect([...texts.keys()]).toEqual(expect.arrayContaining(maps))
  })

  test('has types that resolve as what they are, wherever modules are imported', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(await readFile(packed.ferry.tarball)))
    if (analysis.types === false) throw new Error('There are no types.')
    expect(Object.keys(analysis.entrypoints)).toEqual(expect.arrayContaining(['.', './link', './action', './express']))
    expect(analysis.problems.filter(isForModules)).toEqual([])
  })
})

describe('create-ferry-app', () => {
  test('holds the program and the templates, and nothing else', () => {
    const expected =
      /^(?:package\.json|README\.md|LICENSE|bin\/create-ferry-app\.js|dist\/[a-z-]+\.js|dist\/templates\/.+)$/
    const { files } = packed['create-ferry-app']
    expect(files.filter((path) => !expected.test(path))).toEqual([])
    expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'dist/templates/minimal/ts/dot--gitignore']))
    expect(
      files.filter((path) => /\.test\.js$|\.db|node_modules|\.ferry\/|\/dist\/templates\/.*\/dist\//.test(path)),
    ).toEqual([])
  })
})

describe.each(packages)('%s', (name, { tarball }) => {
  test('has nothing for publint to complain about', async () => {
    const file = await readFile(tarball)
    const { messages, pkg } = await publint({ pack: { tarball: toArrayBuffer(file) }, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  test('says what a registry shows, and is free to publish', async () => {
    const manifest = JSON.parse((await textsIn(tarball)).get('package.json') ?? '') as Record<string, unknown>
    expect(manifest).toMatchObject({
      name,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      description: expect.stringMatching(/^.{20,120}$/),
      license: 'MIT',
      keywords: expect.arrayContaining(['react']),
      engines: { node: expect.stringMatching(/^>=/) },
      publishConfig: { access: 'public' },
    })
    expect(manifest.private).toBeUndefined()
    const ranges = Object.values((manifest.dependencies ?? {}) as Record<string, string>)
    expect(ranges.filter((range) => /^(?:file|link|workspace|git|https?):|^\*$/.test(range))).toEqual([])
  })

  test('names no machine, no registry and no secret', async () => {
    const suspects = [...(await textsIn(tarball))].filter(([, text]) =>
      /\/(?:work|root)\/[a-z]|\/(?:home|Users)\/(?!ada\b)[a-z]|_authToken|npm_[A-Za-z0-9]{36}|BEGIN [A-Z ]*PRIVATE KEY/.test(
        text,
      ),
    )
    expect(suspects.map(([path]) => path)).toEqual([])
  })
})

/** Ferry is for modules alone: what CommonJS's `require` and TypeScript's oldest resolution make of it does not count. */
function isForModules(problem: object): boolean {
  if ('resolutionKind' in problem)
    return problem.resolutionKind === 'node16-esm' || problem.resolutionKind === 'bundler'
  return !('resolutionOption' in problem) || problem.resolutionOption !== 'node10'
}

function toArrayBuffer(file: Buffer): ArrayBuffer {
  const copy = new Uint8Array(file)
  return copy.buffer
}

/** Path to text. A tarball is a row of 512-byte headers, each followed by its file. */
async function textsIn(tarball: string): Promise<ReadonlyMap<string, string>> {
  const bytes = gunzipSync(await readFile(tarball))
  const texts = new Map<string, string>()
  let longName: string | null = null
  for (let at = 0; at + 512 <= bytes.length; ) {
    const field = (from: number, length: number) =>
      bytes.toString('utf8', at + from, at + from + length).split('\0')[0] ?? ''
    const size = Number.parseInt(field(124, 12).trim() || '0', 8)
    const text = bytes.toString('utf8', at + 512, at + 512 + size)
    const kind = field(156, 1)
    const prefix = field(345, 155)
    if (kind === 'x') longName = /\d+ path=(.*)\n/.exec(text)?.[1] ?? null
    else if (field(0, 100) !== '') {
      texts.set((longName ?? (prefix ? `${prefix}/` : '') + field(0, 100)).replace(/^package\//, ''), text)
      longName = null
    }
    at += 512 + Math.ceil(size / 512) * 512
  }
  return texts
}
