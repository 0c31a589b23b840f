/** The file name of an asset: a hash of its content, so that both compilations give one image one name. */
import { createHash } from 'node:crypto'
import { extname } from 'node:path'

export function assetName(content: Buffer | string, file: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16) + extname(file).toLowerCase()
}
