import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compressAssets } from './compress-assets.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ferry-compress-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const text = (length: number) => 'export const a = 1\n'.repeat(Math.ceil(length / 19)).slice(0, length)

test('every text of any size comes back as it was, whatever the number of files', async () => {
  const sizes = [256, 257, 1_023, 1_024, 65_536, 3_000_000, ...Array.from({ length: 40 }, (_, index) => 300 + index)]
  for (const size of sizes) writeFileSync(join(folder, `${size}.js`), text(size))
  const found = await compressAssets(folder)
  expect([...found.keys()].sort()).toEqual(sizes.map((size) => `${size}.js`).sort())
  for (const size of sizes) {
    const zipped = readFileSync(join(folder, `${size}.js.gz`))
    expect(brotliDecompressSync(readFileSync(join(folder, `${size}.js.br`))).toString()).toBe(text(size))
    expect(gunzipSync(zipped).toString()).toBe(text(size))
    expect(found.get(`${size}.js`)).toEqual({ bytes: size, gzip: zipped.length })
  }
})

test('what is no text, or too small to gain, stays alone', async () => {
  writeFileSync(join(folder, 'photo.png'), text(5_000))
  writeFileSync(join(folder, 'tiny.css'), 'a{}')
  const found = await compressAssets(folder)
  expect(readdirSync(folder).sort()).toEqual(['photo.png', 'tiny.css'])
  expect(found.get('photo.png')).toEqual({ bytes: 5_000, gzip: 5_000 })
})
