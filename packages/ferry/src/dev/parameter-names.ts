/** The names of a function's parameters, as far as its text tells. */

/** Empty names for patterns and defaults that are too clever; an empty list when nothing can be told. */
export function parameterNames(fn: unknown): string[] {
  if (typeof fn !== 'function') return []
  const list = /^(?:async\s*)?(?:function\s*\*?\s*[\w$]*\s*|[\w$]+\s*)?\(([^()]*)\)/.exec(
    Function.prototype.toString.call(fn),
  )
  if (!list?.[1]) return []
  return list[1].split(',').map((part) => /^\s*(?:\.\.\.)?([\w$]+)/.exec(part)?.[1] ?? '')
}
