/** A file that is served at a route of its own (`favicon.ico`, `robots.txt`) as a module: its bytes, and what is said about it. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { imageSize } from 'image-size'
import type { LoaderContext } from 'webpack'
import type { StaticFile } from '../../protocol/static-file.ts'

export default async function staticFileLoader(this: LoaderContext<unknown>, content: Buffer): Promise<string> {
  const extension = extname(this.resourcePath).toLowerCase()
  const alt = await altText(this, extension)
  const file: StaticFile = {
    base64: content.toString('base64'),
    type: TYPES[extension] ?? 'application/octet-stream',
    hash: createHash('sha256').update(content).digest('hex').slice(0, 16),
    ...sizeOf(content, extension),
    ...(alt !== undefined && { alt }),
  }
  return `export const file = ${JSON.stringify(file)}\n`
}

/** loader-runner then gives the bytes, not a string. */
export const raw = true

const TYPES: Readonly<Record<string, string>> = {
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.gif': 'image/gif',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
  '.webmanifest': 'application/manifest+json',
  '.json': 'application/manifest+json',
}

/** Beside `opengraph-image.png` lies `opengraph-image.alt.txt`. */
async function altText(loader: LoaderContext<unknown>, extension: string): Promise<string | undefined> {
  if (!/[/\\](?:opengraph|twitter)-image\d?\.\w+$/.test(loader.resourcePath)) return undefined
  const file = `${loader.resourcePath.slice(0, -extension.length)}.alt.txt`
  loader.addMissingDependency(file)
  loader.addDependency(file)
  return readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  )
}

function sizeOf(content: Buffer, extension: string): Pick<StaticFile, 'width' | 'height'> {
  if (!TYPES[extension]?.startsWith('image/') || extension === '.svg') return {}
  try {
    const { width, height } = imageSize(content)
    return { width, height }
  } catch {
    return {}
  }
}
