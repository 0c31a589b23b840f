/**
 * Patches React's Flight clients in one place, so that every server function reference, imported or received, carries
 * `$$typeof` and `$$id`: React registers each of them through `registerBoundServerReference`, and tells nobody else.
 */
import type { LoaderContext } from 'webpack'
import { reactChanged } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'

export interface ReactPatchOptions {
  /** Module that exports `decorateReference(reference, id)`, by build of the Flight client. */
  readonly decorate: { readonly node: string; readonly browser: string }
}

export default function reactPatchLoader(this: LoaderContext<ReactPatchOptions>, source: string): string {
  const { decorate } = this.getOptions()
  const path = /\.browser\./.test(this.resourcePath) ? decorate.browser : decorate.node
  return patchFlightClient(source, path, this.resourcePath)
}

const DECLARATION = /^[ ]*function registerBoundServerReference\(\s*reference,\s*id,\s*bound(?:,\s*encodeFormAction)?\s*\) \{$/gm
const NAME = 'registerBoundServerReference'
/** The declaration, and the calls that React 19.3 makes of it: references received bound or not, created, registered. */
const OCCURRENCES = { node: 6, browser: 6 }

/** @throws FerryError FERRY_REACT_CHANGED when the text is not the one this patch was written for */
export function patchFlightClient(source: string, decorate: string, file: string): string {
  const declarations = [...source.matchAll(DECLARATION)]
  const declaration = declarations[0]
  const world = /\.browser\./.test(file) ? 'browser' : 'node'
  const occurrences = source.split(`${NAME}(`).length - 1
  if (!declaration || declarations.length > 1 || occurrences !== OCCURRENCES[world]) {
    throw new FerryError(
      reactChanged,
      `${file} does not declare ${NAME} the way Ferry's patch expects (${declarations.length} declarations, ${occurrences} occurrences).`,
      { place: { file } },
    )
  }
  const renamed = declaration[0].replace(NAME, `${NAME}$react`)
  const wrapper =
    `function ${NAME}(reference, id) {\n` +
    `  ${NAME}$react.apply(this, arguments);\n` +
    `  require(${JSON.stringify(decorate)}).decorateReference(reference, id);\n}\n`
  return source.slice(0, declaration.index) + wrapper + renamed + source.slice(declaration.index + declaration[0].length)
}
