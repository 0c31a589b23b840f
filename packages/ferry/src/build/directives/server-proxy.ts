/** A "use server" module as the ssr and browser worlds see it: a proxy for each function, and nothing of its body. */
import type { TransformOptions, TransformResult } from './contract.ts'
import { generateModule } from './generated-module.ts'
import type { SourceModule } from './parse-module.ts'
import { analyzeScopes } from './scope-analysis.ts'
import { listServerFunctions } from './server-functions.ts'

/** There is no source map on purpose: it would carry the text of the server module into the browser's files. */
export async function serverProxies(module: SourceModule, options: TransformOptions): Promise<TransformResult> {
  const scope = analyzeScopes(module.program).module
  const { functions, whole, esModule } = await listServerFunctions(module, scope, options)
  const ids = new Map(functions.map(({ exportName, id }) => [exportName, JSON.stringify(id)]))
  const runtime = { name: 'createServerReference', from: options.runtime.proxy }
  const names = [...ids.keys()].filter((name) => !(whole && name === 'default'))
  let code = generateModule(module.format, runtime, names, (create, name) => `${create}(${ids.get(name)})`)
  if (module.format === 'commonjs') code = commonjsFrame(code, whole ? ids.get('default') : undefined, esModule)
  return { code, map: null, findings: { kind: 'server', functions } }
}

/** `whole`: id of the function that the module itself is. */
function commonjsFrame(code: string, whole: string | undefined, esModule: boolean): string {
  const [first, ...rest] = code.split('\n')
  const frame = esModule ? ["Object.defineProperty(exports, '__esModule', { value: true });"] : []
  if (whole !== undefined) {
    frame.push(`exports = module.exports = createServerReference(${whole});`, 'exports.default = exports;')
  }
  return [first, ...frame, ...rest].join('\n')
}
