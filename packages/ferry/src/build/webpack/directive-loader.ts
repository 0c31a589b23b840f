/** webpack's side of the directive transform: takes world and names from the module, leaves the findings in its buildInfo. */
import type { LoaderContext } from 'webpack'
import { transform } from '../directives/transform.ts'
import type { FunctionId } from '../function-id.ts'
import { exportNamesOf } from './export-names.ts'
import { noteFindings, worldOf } from './module-facts.ts'

export interface DirectiveLoaderOptions {
  readonly functionId: FunctionId
  /** Absolute path → path as ids, keys and messages show it. */
  readonly fileName: (resource: string) => string
  readonly runtime: { readonly rsc: string; readonly ssr: string; readonly browser: string }
}

export default function directiveLoader(
  this: LoaderContext<DirectiveLoaderOptions>,
  source: string,
  inputMap?: unknown,
): void {
  const callback = this.async()
  const module = this._module
  const world = module && worldOf(module)
  if (!module || !world) {
    callback(null, source, inputMap as never)
    return
  }
  const { functionId, fileName, runtime } = this.getOptions()
  const file = fileName(this.resourcePath)
  transform(source, {
    file,
    world,
    functionId,
    clientKey: file,
    inputMap: typeof inputMap === 'string' ? JSON.parse(inputMap) : inputMap,
    runtime: { rsc: runtime.rsc, proxy: world === 'browser' ? runtime.browser : runtime.ssr },
    resolveExportNames: (specifier) => exportNamesOf(this, specifier),
  }).then(
    (result) => {
      noteFindings(module, result.findings)
      callback(null, result.code, result.map as never)
    },
    (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
  )
}
