/** Puts .br and .gz beside each asset that is text, so that the host never compresses a file twice. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const TEXT = /\.(js|css|svg|json|map|txt|xml|webmanifest|wasm|ttf|otf|eot|ico)$/
/** Below this a header costs more than compression gains. */
const SMALLEST = 256
/** 11 takes ten times as long as 9 and gains 3 % on scripts. */
const BROTLI_QUALITY = 9

/** As many as Node has threads for it. Each file that waits would hold memory already. */
const AT_ONCE = 4

/** A file that was compressed before, with more patience than a build has. */
export interface PackedAsset {
  readonly content: Buffer
  readonly br: Buffer
}

/** @returns file name → bytes, plain and gzipped */
export async function compressAssets(
  folder: string,
  packed: PackedAsset | null = null,
): Promise<Map<string, AssetSize>> {
  const names = (await readdir(folder)).filter((name) => !/\.(br|gz)$/.test(name)).sort()
  const sizes = new Map<string, AssetSize>(names.map((name) => [name, { bytes: 0, gzip: 0 }]))
  const waiting = names.values()
  const lane = async () => {
    for (const name of waiting) sizes.set(name, await compressAsset(join(folder, name), packed))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return sizes
}

export interface AssetSize {
  readonly bytes: number
  readonly gzip: number
}

async function compressAsset(file: string, packed: PackedAsset | null): Promise<AssetSize> {
  const content = await readFile(file)
  if (!TEXT.test(file) || content.length < SMALLEST) return { bytes: content.length, gzip: content.length }
  const [br, gz] = await Promise.all([
    packed?.content.equals(content) ? packed.br : compressed(content),
    promisify(gzip)(content, { level: 9 }),
  ])
  if (br.length < content.length) await writeFile(`${file}.br`, br)
  if (gz.length < content.length) await writeFile(`${file}.gz`, gz)
  return { bytes: content.length, gzip: Math.min(gz.length, content.length) }
}

function compressed(content: Buffer): Promise<Buffer> {
  return promisify(brotliCompress)(content, { params: brotliParams(content.length) })
}

/** A window that is larger than the file costs time and gains nothing. */
function brotliParams(length: number): Record<number, number> {
  const { BROTLI_MIN_WINDOW_BITS, BROTLI_DEFAULT_WINDOW } = constants
  const window = Math.max(BROTLI_MIN_WINDOW_BITS, Math.ceil(Math.log2(length + 16)))
  return {
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: length,
    [constants.BROTLI_PARAM_LGWIN]: Math.min(window, BROTLI_DEFAULT_WINDOW),
  }
}

/** The same figures without compressing: for development. */
export async function measureAssets(folder: string): Promise<Map<string, AssetSize>> {
  const names = (await readdir(folder)).sort()
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size))
  return new Map(names.map((name, index) => [name, { bytes: sizes[index] ?? 0, gzip: 0 }]))
}
