/** Registers the exports of a CommonJS "use server" module at its end. */
import type { ModuleOutput } from './module-output.ts'
import type { ServerFunctions } from './server-functions.ts'

/** In a new object, because compiled modules export getters that cannot be given another value. */
export function registerCommonjsExports({ functions, whole, esModule }: ServerFunctions, output: ModuleOutput): void {
  const original = output.generateName('$$exports')
  const byName = new Map(functions.map(({ exportName, id }) => [exportName, JSON.stringify(id)]))
  output.atTail(`const ${original} = module.exports;`)
  if (whole) {
    output.atTail(`module.exports = ${output.register(original, byName.get('default') ?? '')};`)
    output.atTail('module.exports.default = module.exports;')
    byName.delete('default')
  } else {
    output.atTail('module.exports = {};')
    if (esModule) output.atTail("Object.defineProperty(module.exports, '__esModule', { value: true });")
  }
  for (const [name, id] of byName) {
    const key = JSON.stringify(name)
    output.atTail(`module.exports[${key}] = ${output.register(`${original}[${key}]`, id)};`)
  }
}
