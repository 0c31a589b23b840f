/** What captured variables and stand-ins are called inside the body of an inline server function. */
import type { Closure, Closures } from './closures.ts'
import type { GeneratedName } from './generated-names.ts'
import type { InlineFunction } from './inline-functions.ts'
import type { Binding, Scopes } from './scope.ts'

/** Their own names, so that the body stays as it is, except where the function itself declares such a name. */
export type LocalNames = ReadonlyMap<Binding, string>

export function localNames(
  inline: InlineFunction,
  closures: Closures,
  scopes: Scopes,
  generateName: GeneratedName,
): LocalNames {
  const { captures, standIns } = closures.get(inline)!
  const declared = scopes.bodyOf.get(inline.node)?.bindings
  const taken = new Set([...inline.inside.bindings.keys(), ...(declared?.keys() ?? [])])
  const locals = new Map<Binding, string>()
  for (const binding of captures.keys()) locals.set(binding, claim(binding.name))
  for (const [binding, target] of standIns) {
    locals.set(binding, isCapturing(closures.get(target)!) ? claim(binding.name) : target.actionName)
  }
  return locals

  function claim(name: string): string {
    const local = taken.has(name) ? generateName(`$$${name}`) : name
    taken.add(local)
    return local
  }
}

export function isCapturing(closure: Closure): boolean {
  return closure.captures.size > 0
}
