/** `import logo from './logo.png'` gives `{ src, width, height }`, and the file goes beside the other assets. */
import { imageSize } from 'image-size'
import type { LoaderContext } from 'webpack'
import { assetName } from '../asset-name.ts'

export interface ImageLoaderOptions {
  /** Folder of the assets, relative to the output folder of the compilation. Example: `../assets/` */
  readonly folder: string
}

export default function imageLoader(this: LoaderContext<ImageLoaderOptions>, content: Buffer): string {
  const name = assetName(content, this.resourcePath)
  this.emitFile(this.getOptions().folder + name, content)
  const { width, height } = sizeOf(content)
  const rest = JSON.stringify({ width, height }).slice(1)
  return `export default { src: __webpack_public_path__ + ${JSON.stringify(name)}, ${rest}`
}

/** loader-runner then gives the bytes, not a string. */
export const raw = true

/** Both undefined when the file says nothing of its size (an SVG without viewBox). */
function sizeOf(content: Buffer): { width?: number; height?: number } {
  try {
    const { width, height } = imageSize(content)
    return { width, height }
  } catch {
    return {}
  }
}
