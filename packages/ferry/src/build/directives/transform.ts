/** The directive transform: what a module becomes in each of the three worlds. */
import type { Transform, TransformOptions } from './contract.ts'
import { clientReferences } from './client-reference.ts'
import { insideClient } from './directive-errors.ts'
import { mayHoldDirective } from './directive-text.ts'
import { type Directives, findDirectives } from './find-directives.ts'
import { functionPath } from './function-path.ts'
import { parseModule, type SourceModule } from './parse-module.ts'
import { serverModule } from './server-module.ts'
import { serverProxies } from './server-proxy.ts'

export const transform: Transform = async (source, options) => {
  const untouched = { code: source, map: options.inputMap ?? null }
  if (!mayHoldDirective(source)) return { ...untouched, findings: null }
  const module = parseModule(source, options)
  const directives = findDirectives(module)
  const own = directives.module?.directive
  refuseInline(module, directives, options)
  if (own === 'use client') {
    return options.world === 'rsc' ? clientReferences(module, options) : { ...untouched, findings: { kind: 'client' } }
  }
  if (own === undefined && directives.inline.length === 0) return { ...untouched, findings: null }
  return options.world === 'rsc' ? serverModule(module, directives, options) : serverProxies(module, options)
}

/** Inline server functions need a module that runs on the server only. */
function refuseInline(module: SourceModule, directives: Directives, options: TransformOptions): void {
  const [first] = directives.inline
  const own = directives.module?.directive
  if (first === undefined || own === 'use server') return
  if (own === 'use client' || options.world !== 'rsc') {
    throw insideClient(module, first.statement, functionPath(first.node, module.parents), own === 'use client')
  }
}
