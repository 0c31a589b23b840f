/** Registers each export of an ES "use server" module under its own id. */
import type { AnyNode, ExportDefaultDeclaration, Expression } from 'acorn'
import { rewriteExports } from './export-statements.ts'
import type { NamedExport } from './exports.ts'
import { identifierPart } from './generated-names.ts'
import type { ModuleOutput } from './module-output.ts'
import type { SourceModule } from './parse-module.ts'
import { registerAssignments } from './register-assignments.ts'
import type { Binding, Scopes } from './scope.ts'
import type { ServerFunctions } from './server-functions.ts'
import { isFunction } from './syntax.ts'

export function registerExports(
  module: SourceModule,
  { exports, functions }: ServerFunctions,
  scopes: Scopes,
  output: ModuleOutput,
): void {
  const registration = new Registration(module, scopes, output)
  for (const [index, entry] of exports.entries()) registration.register(entry, JSON.stringify(functions[index]!.id))
  rewriteExports(module, exports, registration.replaced, output)
}

class Registration {
  /** Exports whose value is not the variable that the text names, and the variable that takes its place. */
  readonly replaced = new Map<NamedExport, string>()
  readonly #module: SourceModule
  readonly #scopes: Scopes
  readonly #output: ModuleOutput
  /** A function takes the id of the first name it is exported under; each other name gets a function of its own. */
  readonly #first = new Set<Binding>()

  constructor(module: SourceModule, scopes: Scopes, output: ModuleOutput) {
    this.#module = module
    this.#scopes = scopes
    this.#output = output
  }

  get #call(): string {
    return this.#output.use('registerServerReference')
  }

  register(entry: NamedExport, id: string): void {
    if (entry.kind === 'default') this.#registerDefault(entry.statement, id)
    else if (entry.kind === 'local') this.#registerLocal(entry, entry.local, id)
    else this.#registerAs(entry, this.#output.generateName(`$$from_${identifierPart(entry.exported)}`), id)
  }

  #registerLocal(entry: NamedExport, local: string, id: string): void {
    const binding = this.#scopes.module.bindings.get(local)
    const value = binding?.init ?? null
    const declaration = value === null ? null : this.#declarationOf(value)
    if (binding === undefined || this.#first.has(binding)) {
      this.#registerAs(entry, local, id, binding)
      return
    }
    this.#first.add(binding)
    if (binding.writes > 0) registerAssignments(this.#module, binding, this.#scopes, id, this.#output)
    if (binding.kind === 'function') this.#output.atHead(`${this.#call}(${local}, ${id});`)
    else if (value !== null && declaration !== null) this.#registerValue(value as Expression, declaration, local, id)
    else if (binding.writes === 0) this.#registerAs(entry, local, id)
    else if (!binding.empty) this.#output.atTail(`${local} = ${this.#output.register(local, id)};`)
  }

  /** A function literal is registered after its statement, so that it keeps its name; any other value where it is made. */
  #registerValue(value: Expression, statement: AnyNode, local: string, id: string): void {
    const { text } = this.#output
    if (isFunction(value)) {
      text.appendLeft(statement.end, `\n${this.#call}(${local}, ${id});`)
      return
    }
    const code = this.#output.register(value.type === 'SequenceExpression' ? '(\n)' : '\n', id)
    const [before = '', after = ''] = code.split('\n')
    text.prependRight(value.start, before)
    text.appendLeft(value.end, after)
  }

  #registerDefault(statement: ExportDefaultDeclaration, id: string): void {
    const { declaration } = statement
    if (declaration.type === 'FunctionDeclaration') {
      this.#output.atHead(`${this.#call}(${this.#output.nameDefault(declaration)}, ${id});`)
      return
    }
    const local = this.#output.generateName('$$default')
    const [keyword = ''] =
      this.#module.source.slice(statement.start).match(/^export(?:\s|\/\*[\s\S]*?\*\/)+default/) ?? []
    this.#output.text.overwrite(statement.start, statement.start + keyword.length, `const ${local} =`)
    this.#registerValue(declaration as Expression, statement, local, id)
    this.#output.addExport('default', local)
  }

  /** Registers what a variable holds under one more name; the result may be another function. */
  #registerAs(entry: NamedExport, local: string, id: string, binding?: Binding): void {
    const name = this.#output.generateName(`$$export_${identifierPart(entry.exported)}`)
    const line = `const ${name} = ${this.#output.register(local, id)};`
    if (binding?.kind === 'function') this.#output.atHead(line)
    else this.#output.atTail(line)
    this.#output.addExport(entry.exported, name)
    this.replaced.set(entry, local)
  }

  /** The statement at module level that declares a variable with this value; null for loops and blocks. */
  #declarationOf(value: AnyNode): AnyNode | null {
    const { parents } = this.#module
    const declarator = parents.get(value)
    const declaration = declarator?.type === 'VariableDeclarator' ? parents.get(declarator) : undefined
    if (declaration?.type !== 'VariableDeclaration') return null
    const statement = parents.get(declaration)
    if (statement?.type === 'Program') return declaration
    return statement?.type === 'ExportNamedDeclaration' ? statement : null
  }
}
