/** Images, fonts and other files by import, by `url()` and by `new URL()`: hashed once, the same URL on both sides. */
import type { Module, PathData, RuleSetRule } from 'webpack'
import { assetName } from '../asset-name.ts'
import type { BuildContext } from '../build-context.ts'
import { resourceOf } from './module-facts.ts'

const IMAGES = /\.(png|jpe?g|gif|webp|avif|svg|ico|bmp)$/i
const FILES = /\.(woff2?|ttf|otf|eot|mp4|webm|ogg|mp3|wav|flac|aac|pdf|zip|txt|wasm|webmanifest|vtt)$/i

/** @param folder of the assets, relative to the compilation's output folder */
export function assetRules(context: BuildContext, folder: string): RuleSetRule[] {
  const generator = { filename: nameOf, outputPath: folder, publicPath: context.publicPath }
  return [
    {
      test: IMAGES,
      oneOf: [
        { dependency: 'url', type: 'asset/resource', generator },
        {
          type: 'javascript/auto',
          use: [{ loader: context.framework.loaders.image, options: { folder } }],
        },
      ],
    },
    { test: FILES, type: 'asset/resource', generator },
    { dependency: 'url', exclude: [IMAGES, FILES, /\.([mc]?[jt]sx?|css|json)$/], type: 'asset/resource', generator },
  ]
}

function nameOf(data: PathData): string {
  const module = data.module as (Module & { originalSource(): { buffer(): Buffer } | null }) | undefined
  const source = module?.originalSource()
  return assetName(source ? source.buffer() : '', (module && resourceOf(module)) ?? '')
}
