/** Collects the edits to one module: what is imported from the runtime, what goes to its head and its end. */
import MagicString from 'magic-string'
import { createGeneratedName, type GeneratedName } from './generated-names.ts'
import type { SourceModule } from './parse-module.ts'
import { type SourceMap, sourceMapOf } from './source-map.ts'
import { type FunctionNode, isIdentifierName, prologueOf } from './syntax.ts'

export class ModuleOutput {
  readonly text: MagicString
  readonly generateName: GeneratedName
  /** Below directives and leading imports. Moved function bodies go here too. */
  readonly head: number
  readonly #module: SourceModule
  readonly #runtime: string
  readonly #imported = new Map<string, string>()
  readonly #headLines: string[] = []
  readonly #tailLines: string[] = []
  readonly #exports: [exported: string, local: string][] = []

  constructor(module: SourceModule, runtime: string) {
    this.text = new MagicString(module.source)
    this.generateName = createGeneratedName(module.names)
    this.head = headOf(module)
    this.#module = module
    this.#runtime = runtime
  }

  /** The local name of an export of the runtime module. */
  use(name: string): string {
    const known = this.#imported.get(name)
    if (known !== undefined) return known
    const local = this.generateName(name)
    this.#imported.set(name, local)
    return local
  }

  /** Code that registers a value which may be no function, or one with another id already: the result takes its place. */
  register(value: string, id: string): string {
    return `${this.use('registerServerReference')}(${value}, ${id})`
  }

  atHead(line: string): void {
    this.#headLines.push(line)
  }

  atTail(line: string): void {
    this.#tailLines.push(line)
  }

  /** Gives the function of `export default async function () {}` a name. */
  nameDefault(node: FunctionNode): string {
    const name = this.generateName('$$default')
    const [keyword = ''] = this.#module.source.slice(node.start).match(FUNCTION_KEYWORD) ?? []
    this.text.appendLeft(node.start + keyword.length, ` ${name}`)
    return name
  }

  addExport(exported: string, local: string): void {
    this.#exports.push([exported, local])
  }

  /** Wraps code that is to stand at `head` in the line breaks it needs there. */
  headLine(): { before: string; after: string } {
    return this.head === 0 || this.#module.source[this.head - 1] === '\n'
      ? { before: '', after: '\n' }
      : { before: '\n', after: '' }
  }

  finish(): { code: string; map: SourceMap } {
    const { before, after } = this.headLine()
    const head = importLines(this.#module.format, this.#imported, this.#runtime)
    head.push(...this.#headLines)
    if (head.length > 0) this.text.appendLeft(this.head, before + head.join('\n') + after)
    const tail = [...this.#tailLines, ...exportLines(this.#module.format, this.#exports)]
    if (tail.length > 0) this.text.append(`${this.#module.source.endsWith('\n') ? '' : '\n'}${tail.join('\n')}\n`)
    return { code: this.text.toString(), map: sourceMapOf(this.text, this.#module.file, this.#module.inputMap) }
  }
}

export function importLines(
  format: SourceModule['format'],
  names: ReadonlyMap<string, string>,
  from: string,
): string[] {
  if (names.size === 0) return []
  const specifier = JSON.stringify(from)
  const [separator, before, after] =
    format === 'esm' ? [' as ', 'import {', `} from ${specifier};`] : [': ', 'const {', `} = require(${specifier});`]
  const list = [...names].map(([name, local]) => (name === local ? name : name + separator + local))
  return [`${before} ${list.join(', ')} ${after}`]
}

export function exportLines(
  format: SourceModule['format'],
  names: readonly [exported: string, local: string][],
): string[] {
  if (names.length === 0) return []
  if (format === 'commonjs') return names.map(([exported, local]) => `module.exports.${exported} = ${local};`)
  const list = names.map(([exported, local]) => (exported === local ? local : `${local} as ${exportKey(exported)}`))
  return [`export { ${list.join(', ')} };`]
}

/** Export names may be any string. */
export function exportKey(name: string): string {
  return isIdentifierName(name) ? name : JSON.stringify(name)
}

const FUNCTION_KEYWORD = /^async(?:\s|\/\*[\s\S]*?\*\/)+function(?:(?:\s|\/\*[\s\S]*?\*\/)*\*)?/

function headOf({ program, source }: SourceModule): number {
  const prologue = prologueOf(program.body)
  let at = prologue.at(-1)?.end ?? (source.startsWith('#!') ? source.indexOf('\n') + 1 : 0)
  for (const statement of program.body.slice(prologue.length)) {
    if (statement.type !== 'ImportDeclaration') break
    at = statement.end
  }
  return at
}
