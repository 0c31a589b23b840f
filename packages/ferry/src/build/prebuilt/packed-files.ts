/** Prebuilt files that are copied into apps, small as long as they lie in the package: a quarter of what it would weigh. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type { PackedAsset } from '../compress-assets.ts'

/** The best there is takes ten times as long: for what is served as it lies here. */
type Quality = 9 | 11

/** Puts `file.br` in the place of `file`. */
export function packFile(file: string, quality: Quality = 9): void {
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality }
  writeFileSync(nameOf(file), brotliCompressSync(readFileSync(file), { params }))
  rmSync(file)
}

/** Writes to `target` what `file` was before it was packed. */
export function unpackFile(file: string, target: string): void {
  writeFileSync(target, readPacked(file).content)
}

/** What `file` was before it was packed, and what it is. */
export function readPacked(file: string): PackedAsset {
  const br = readFileSync(nameOf(file))
  return { content: brotliDecompressSync(br), br }
}

function nameOf(file: string): string {
  return `${file}.br`
}
