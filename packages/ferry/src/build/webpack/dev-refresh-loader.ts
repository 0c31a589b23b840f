/** Connects a compiled module with Fast Refresh: browser/dev/refresh says what the two lines do. */
import type { LoaderContext } from 'webpack'
import { DEV_REFRESH_GLOBAL } from '../../protocol/names.ts'

const COMPONENTS = /\$Refresh(?:Reg|Sig)\$/
const REFRESH = `self.${DEV_REFRESH_GLOBAL}`

export default function devRefreshLoader(this: LoaderContext<object>, source: string, map?: unknown): void {
  this.callback(null, connect(source), map as never)
}

function connect(source: string): string {
  // The list of client references: it is code of nobody, and a new one takes its place without further ado.
  if (/^export const clientReferences = /m.test(source)) return `${source}\nimport.meta.webpackHot?.accept()\n`
  if (!COMPONENTS.test(source)) return source
  // On the first line, so that every other one keeps its number.
  const head = `var $RefreshReg$ = ${REFRESH}.register(__webpack_module__), $RefreshSig$ = ${REFRESH}.signature;`
  return `${head}${source}\n;${REFRESH}.settle(__webpack_module__);\n`
}
