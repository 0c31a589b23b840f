/** What each inline server function captures: variables of the functions and blocks around it, by the members it uses. */
import type { InlineFunction } from './inline-functions.ts'
import { addPath, addUsage, createUsage, pathAt, type Usage } from './member-path.ts'
import type { SourceModule } from './parse-module.ts'
import { type Binding, isWithin, lookUp, type Reference, type Scope, type Scopes } from './scope.ts'

export interface Closure {
  /** In the order of first use. */
  readonly captures: ReadonlyMap<Binding, Usage>
  /**
   * Other inline server functions that it refers to, itself included. They are not captured as values, which would never
   * end when two refer to each other; each is made anew from what it captures.
   */
  readonly standIns: ReadonlyMap<Binding, InlineFunction>
  /** References to names from outside, without those in inline server functions within. */
  readonly references: readonly BoundReference[]
}

export interface BoundReference extends Reference {
  readonly binding: Binding
}

export type Closures = ReadonlyMap<InlineFunction, Closure>

export function findClosures(functions: readonly InlineFunction[], module: SourceModule, scopes: Scopes): Closures {
  const search = new ClosureSearch(functions, module, scopes)
  while (!search.settle()) search.reset()
  return search.closures
}

interface OpenClosure {
  readonly captures: Map<Binding, Usage>
  readonly standIns: Map<Binding, InlineFunction>
  readonly references: readonly BoundReference[]
}

class ClosureSearch {
  readonly closures = new Map<InlineFunction, OpenClosure>()
  readonly #functions: readonly InlineFunction[]
  readonly #module: SourceModule
  readonly #scopes: Scopes
  /** Names that always mean one inline server function. */
  readonly #named = new Map<Binding, InlineFunction>()
  /** Those of them that a function captures as a value nevertheless. */
  readonly #asValue = new Map<InlineFunction, Set<Binding>>()

  constructor(functions: readonly InlineFunction[], module: SourceModule, scopes: Scopes) {
    this.#functions = functions
    this.#module = module
    this.#scopes = scopes
    for (const inline of functions) {
      for (const binding of bindingsOf(inline, module, scopes)) this.#named.set(binding, inline)
    }
    const references = referencesByOwner(functions, scopes)
    for (const inline of functions) {
      this.closures.set(inline, { captures: new Map(), standIns: new Map(), references: references.get(inline) ?? [] })
    }
  }

  reset(): void {
    for (const { captures, standIns } of this.closures.values()) {
      captures.clear()
      standIns.clear()
    }
  }

  /** False when a stand-in turned out to be impossible, because a variable it needs is hidden: search again without it. */
  settle(): boolean {
    let growing = true
    while (growing) growing = this.#functions.map((inline) => this.#grow(inline)).includes(true)
    let settled = true
    for (const [inline, { standIns }] of this.closures) {
      for (const [binding, target] of standIns) {
        if (this.#canStandIn(inline, target)) continue
        const asValue = this.#asValue.get(inline) ?? new Set()
        this.#asValue.set(inline, asValue.add(binding))
        settled = false
      }
    }
    return settled
  }

  /** True when something was added. */
  #grow(inline: InlineFunction): boolean {
    const { references, standIns } = this.closures.get(inline)!
    let grown = false
    for (const { binding, node } of references) {
      const usage = createUsage()
      addPath(usage, pathAt(node, this.#module.parents, this.#scopes))
      grown = this.#take(inline, binding, usage) || grown
    }
    const needed = [...this.#functions.filter((inner) => inner.outer === inline), ...standIns.values()]
    for (const other of needed) {
      for (const [binding, usage] of this.closures.get(other)!.captures) {
        if (isOutside(binding, inline)) grown = this.#take(inline, binding, usage) || grown
      }
    }
    return grown
  }

  #take(inline: InlineFunction, binding: Binding, usage: Usage): boolean {
    const { captures, standIns } = this.closures.get(inline)!
    const target = this.#named.get(binding)
    if (target !== undefined && !this.#asValue.get(inline)?.has(binding)) {
      if (standIns.has(binding)) return false
      standIns.set(binding, target)
      return true
    }
    const known = captures.get(binding) ?? createUsage()
    captures.set(binding, known)
    return addUsage(known, target === undefined ? usage : WHOLE)
  }

  #canStandIn(inline: InlineFunction, target: InlineFunction): boolean {
    const { captures } = this.closures.get(target)!
    return [...captures.keys()].every((binding) => lookUp(binding.name, inline.around) === binding)
  }
}

const WHOLE: Usage = { whole: true, members: new Map() }

function isOutside(binding: Binding, inline: InlineFunction): boolean {
  return !isWithin(binding.scope, inline.inside)
}

/** The variable or name of its own that a function is known by, as long as it cannot be given another value. */
function bindingsOf(inline: InlineFunction, module: SourceModule, scopes: Scopes): Binding[] {
  const names = [lookUp(inline.node.id?.name ?? '', inline.inside)]
  const parent = module.parents.get(inline.node)
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') {
    names.push(lookUp(parent.id.name, inline.around))
  }
  return names.filter((binding): binding is Binding => {
    return binding?.init === inline.node && binding.writes === 0 && binding.scope !== scopes.module
  })
}

/** Module-level names need no capturing: the body of the function goes to module level too. */
function referencesByOwner(
  functions: readonly InlineFunction[],
  scopes: Scopes,
): Map<InlineFunction, BoundReference[]> {
  const owners = new Map<Scope, InlineFunction>(functions.map((inline) => [inline.inside, inline]))
  const found = new Map<InlineFunction, BoundReference[]>()
  for (const reference of scopes.references) {
    const owner = ownerOf(reference.scope, owners)
    const binding = owner === null ? null : lookUp(reference.node.name, reference.scope)
    if (owner === null || binding === null || binding.scope === scopes.module || !isOutside(binding, owner)) continue
    const known = found.get(owner) ?? []
    known.push({ ...reference, binding })
    found.set(owner, known)
  }
  return found
}

function ownerOf(scope: Scope, owners: ReadonlyMap<Scope, InlineFunction>): InlineFunction | null {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const owner = owners.get(at)
    if (owner !== undefined) return owner
  }
  return null
}
