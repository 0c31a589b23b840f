/** A "use client" module as the rsc world sees it: a reference in place of each export, and nothing of its body. */
import type { TransformOptions, TransformResult } from './contract.ts'
import { resolveExports } from './export-names.ts'
import { generateModule } from './generated-module.ts'
import { importLines } from './module-output.ts'
import type { SourceModule } from './parse-module.ts'

export async function clientReferences(module: SourceModule, options: TransformOptions): Promise<TransformResult> {
  const key = JSON.stringify(options.clientKey)
  if (module.format === 'commonjs') {
    const lines = importLines('commonjs', new Map([['clientModuleProxy', 'clientModuleProxy']]), options.runtime.rsc)
    const code = `${lines.join('\n')}\nmodule.exports = clientModuleProxy(${key});\n`
    return { code, map: null, findings: { kind: 'client', clientExports: ['*'] } }
  }
  const exports = await resolveExports(module, options.resolveExportNames)
  const names = exports.map((entry) => entry.exported)
  const runtime = { name: 'clientReference', from: options.runtime.rsc }
  const code = generateModule('esm', runtime, names, (make, name) => `${make}(${key}, ${JSON.stringify(name)})`)
  return { code, map: null, findings: { kind: 'client', clientExports: names } }
}
