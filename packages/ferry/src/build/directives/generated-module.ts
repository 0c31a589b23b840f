/** Modules of which nothing is kept but the names: each export becomes one pure call, so that unused ones shake away. */
import { createGeneratedName, identifierPart, isVariableName } from './generated-names.ts'
import { exportLines, importLines } from './module-output.ts'
import type { SourceModule } from './parse-module.ts'

/** `call`: the code that makes the value of an export, given the local name of the runtime function. */
export function generateModule(
  format: SourceModule['format'],
  runtime: { readonly name: string; readonly from: string },
  names: readonly string[],
  call: (local: string, exported: string) => string,
): string {
  const generateName = createGeneratedName(format === 'esm' ? names : [])
  const local = generateName(runtime.name)
  const lines = importLines(format, new Map([[runtime.name, local]]), runtime.from)
  const aliased: [exported: string, local: string][] = []
  for (const name of names) {
    const value = `/*#__PURE__*/ ${call(local, name)}`
    if (format === 'commonjs') lines.push(`exports[${JSON.stringify(name)}] = ${value};`)
    else if (isVariableName(name)) lines.push(`export const ${name} = ${value};`)
    else {
      const variable = generateName(`$$${identifierPart(name)}`)
      lines.push(`const ${variable} = ${value};`)
      aliased.push([name, variable])
    }
  }
  lines.push(...exportLines(format, aliased))
  if (names.length === 0 && format === 'esm') return 'export {};\n'
  return `${lines.join('\n')}\n`
}
