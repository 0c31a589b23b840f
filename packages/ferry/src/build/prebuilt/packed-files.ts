/** Prebuilt files that are copied into apps, small as long as they lie in the package: a quarter of what it would weigh. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'

const PARAMS = { [constants.BROTLI_PARAM_QUALITY]: 9 }

/** Puts `file.br` in the place of `file`. */
export function packFile(file: string): void {
  writeFileSync(nameOf(file), brotliCompressSync(readFileSync(file), { params: PARAMS }))
  rmSync(file)
}

/** Writes to `target` what `file` was before it was packed. */
export function unpackFile(file: string, target: string): void {
  writeFileSync(target, brotliDecompressSync(readFileSync(nameOf(file))))
}

function nameOf(file: string): string {
  return `${file}.br`
}
