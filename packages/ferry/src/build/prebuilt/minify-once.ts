/**
 * Minifies what is published with Ferry. Oxc's output is a hundredth smaller once it is compressed than that of swc, which
 * minifies apps; as it comes with Ferry's sources alone, swc does it where a prebuilt part is compiled again.
 */
import { minify } from '@swc/core'

export async function minifyOnce(name: string, text: string): Promise<string> {
  const oxc = await import('oxc-minify').catch(() => null)
  if (oxc === null) {
    return (await minify(text, { compress: { passes: 2, ecma: 2020 }, mangle: true, format: { comments: false } })).code
  }
  const { code, errors } = await oxc.minify(name, text, {
    compress: { target: 'es2022' },
    mangle: true,
    codegen: { removeWhitespace: true, legalComments: 'none' },
  })
  const [error] = errors
  if (error) throw new Error(`${name}: ${error.message}`)
  return code
}
