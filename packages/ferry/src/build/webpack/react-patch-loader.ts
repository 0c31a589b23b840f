/**
 * Patches React's Flight clients in one place, so that every server function reference, imported or received, carries
 * `$$typeof` and `$$id`: React registers each of them through `registerBoundServerReference`, and tells nobody else.
 * On the server, in production, it also takes the shortcuts of react-shortcuts.
 */
import type { LoaderContext } from 'webpack'
import { reactChanged } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import { shortenDecoder, shortenEncoder, shortenRenderer, type ShortcutModules } from './react-shortcuts.ts'

export interface ReactPatchOptions extends ShortcutModules {
  /** Module that exports `decorateReference(reference, id)`, by build of the Flight client. */
  readonly decorate: { readonly node: string; readonly browser: string }
}

export default function reactPatchLoader(this: LoaderContext<ReactPatchOptions>, source: string): string {
  const { decorate, ...modules } = this.getOptions()
  const file = this.resourcePath
  if (/dom-server\.node\.production\.js$/.test(file)) return shortenRenderer(source, modules, file)
  if (/-server\.node\.production\.js$/.test(file)) return shortenEncoder(source, modules, file)
  const path = /\.browser\./.test(file) ? decorate.browser : decorate.node
  const patched = patchFlightClient(source, path, file)
  return /-client\.node\.production\.js$/.test(file) ? shortenDecoder(patched, modules, file) : patched
}

const NAME = 'registerBoundServerReference'
const DECLARATION =
  /^[ ]*function registerBoundServerReference\(\s*reference,\s*id,\s*bound(?:,\s*encodeFormAction)?\s*\) \{$/gm
/** Properties that React defines for good on each reference; the node build alone has them. */
const FORM_ACTION = /\$\$FORM_ACTION: \{/g
const BIND = /\bbind: \{ value: bind \}/g

/** How often each text stands in React 19.3: the declaration with its calls, and the properties of references made and bound. */
const EXPECTED = { node: { name: 6, formAction: 2, bind: 2 }, browser: { name: 6, formAction: 0, bind: 0 } }

/** @throws FerryError FERRY_REACT_CHANGED when the text is not the one this patch was written for */
export function patchFlightClient(source: string, decorate: string, file: string): string {
  const declarations = [...source.matchAll(DECLARATION)]
  const [declaration] = declarations
  const found = {
    name: source.split(`${NAME}(`).length - 1,
    formAction: source.match(FORM_ACTION)?.length ?? 0,
    bind: source.match(BIND)?.length ?? 0,
  }
  const expected = EXPECTED[/\.browser\./.test(file) ? 'browser' : 'node']
  if (!declaration || declarations.length > 1 || JSON.stringify(found) !== JSON.stringify(expected)) {
    const detail = `${declarations.length} declarations, ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`
    throw new FerryError(reactChanged, `${file} is not the text that Ferry's patch was written for: ${detail}.`, {
      place: { file },
    })
  }
  const [before, after] = [source.slice(0, declaration.index), source.slice(declaration.index + declaration[0].length)]
  return makeConfigurable(before + wrapper(decorate) + declaration[0].replace(NAME, () => `${NAME}$react`) + after)
}

/** Decorates once, whatever React registers again. References bound in the browser come back through `register`. */
function wrapper(decorate: string): string {
  return `function ${NAME}(reference, id, bound) {
  ${NAME}$react.apply(this, arguments);
  if (Object.prototype.hasOwnProperty.call(reference, "$$id")) return;
  require(${JSON.stringify(decorate)}).decorateReference(reference, id, bound, ${NAME});
}
`
}

function makeConfigurable(source: string): string {
  return source
    .replace(FORM_ACTION, () => '$$FORM_ACTION: { configurable: true,')
    .replace(BIND, 'bind: { configurable: true, value: bind }')
}
