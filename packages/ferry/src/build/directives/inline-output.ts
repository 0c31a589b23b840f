/** Moves the bodies of inline server functions to module level and leaves references in their places. */
import { type Closures, findClosures } from './closures.ts'
import type { InlineFunction } from './inline-functions.ts'
import { methodBecomesProperty, moveBody, renameReferences } from './inline-edits.ts'
import { isCapturing, type LocalNames, localNames } from './local-names.ts'
import { usageCode } from './member-path.ts'
import type { ModuleOutput } from './module-output.ts'
import type { SourceModule } from './parse-module.ts'
import type { Scopes } from './scope.ts'

/** Returns which of the functions capture something. */
export function writeInlineFunctions(
  functions: readonly InlineFunction[],
  module: SourceModule,
  scopes: Scopes,
  output: ModuleOutput,
): ReadonlySet<InlineFunction> {
  const writer = new InlineWriter(functions, module, scopes, output)
  for (const inline of functions) writer.write(inline)
  return writer.capturing
}

class InlineWriter {
  readonly capturing: ReadonlySet<InlineFunction>
  readonly #module: SourceModule
  readonly #output: ModuleOutput
  readonly #closures: Closures
  readonly #locals: ReadonlyMap<InlineFunction, LocalNames>

  constructor(functions: readonly InlineFunction[], module: SourceModule, scopes: Scopes, output: ModuleOutput) {
    const closures = findClosures(functions, module, scopes)
    this.#module = module
    this.#output = output
    this.#closures = closures
    this.capturing = new Set(functions.filter((inline) => isCapturing(closures.get(inline)!)))
    const generateName = output.generateName
    this.#locals = new Map(functions.map((inline) => [inline, localNames(inline, closures, scopes, generateName)]))
  }

  write(inline: InlineFunction): void {
    const { text, head } = this.#output
    const { site, node, directive } = inline
    text.remove(directive.start, directive.end)
    if (site.kind === 'module') {
      this.#registerInPlace(inline, site.name)
      return
    }
    const locals = this.#locals.get(inline)!
    renameReferences(text, this.#module.parents, this.#closures.get(inline)!.references, locals)
    const reference = this.#referenceCode(inline, inline.outer)
    if (site.kind === 'method') methodBecomesProperty(text, this.#module.source, site.member, reference)
    if (site.kind === 'declaration') text.appendLeft(site.at, `\n${site.keyword} ${site.name} = ${reference};`)
    moveBody(this.#output, this.#module, inline, this.#parameters(inline), this.#registration(inline))
    if (site.kind === 'expression') text.appendLeft(node.start === head ? node.end : node.start, reference)
  }

  /** A declaration at module level is hoisted, so it can be registered before anything runs. */
  #registerInPlace({ node, id, actionName }: InlineFunction, name: string | null): void {
    const local = name ?? this.#output.nameDefault(node)
    const register = this.#output.use('registerServerReference')
    this.#output.atHead(this.#exportCode(actionName, `${register}(${local}, ${JSON.stringify(id)})`))
  }

  /** The export that the registry calls. */
  #registration(inline: InlineFunction): string {
    const id = JSON.stringify(inline.id)
    const code = this.capturing.has(inline)
      ? `${this.#output.use('sealedReference')}(${id}, ${inline.bodyName})`
      : `${this.#output.use('registerServerReference')}(${inline.bodyName}, ${id})`
    return this.#exportCode(inline.actionName, code)
  }

  #exportCode(name: string, value: string): string {
    if (this.#module.format === 'esm') return `export const ${name} = ${value};`
    this.#output.addExport(name, name)
    return `const ${name} = ${value};`
  }

  /** The code that stands for a function. `context`: the inline server function whose body this code is in. */
  #referenceCode(inline: InlineFunction, context: InlineFunction | null): string {
    if (!this.capturing.has(inline)) return inline.actionName
    const locals = context === null ? undefined : this.#locals.get(context)
    const values: string[] = []
    const labels: string[] = []
    for (const [binding, usage] of this.#closures.get(inline)!.captures) {
      values.push(usageCode(locals?.get(binding) ?? binding.name, usage))
      labels.push(JSON.stringify(binding.name))
    }
    const create = this.#output.use('inlineReference')
    return `${create}(${JSON.stringify(inline.id)}, ${inline.bodyName}, () => [${values.join(', ')}], [${labels.join(', ')}])`
  }

  /** `[note, count, save = inlineReference(…)]`: captured values, then stand-ins, which are made of them. */
  #parameters(inline: InlineFunction): string | null {
    if (!this.capturing.has(inline)) return null
    const { captures, standIns } = this.#closures.get(inline)!
    const locals = this.#locals.get(inline)!
    const names = [...captures.keys()].map((binding) => locals.get(binding)!)
    for (const [binding, target] of standIns) {
      if (this.capturing.has(target)) names.push(`${locals.get(binding)} = ${this.#referenceCode(target, inline)}`)
    }
    return `[${names.join(', ')}]`
  }
}
