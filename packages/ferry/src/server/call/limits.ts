/** How much a request may ask of us before it is refused. Each figure is reached only by hostile or mistaken requests. */

/** Parts of a multipart body. */
export const MAX_PARTS = 1_000
/** Bytes of a field's name. */
export const MAX_FIELD_NAME = 200
/** Arguments of one call, and values bound to one function. */
export const MAX_ARGUMENTS = 64
/** Levels of nesting inside the arguments. */
export const MAX_DEPTH = 64
/** Fields that name a function: the form's own, and that of the button which submitted it. */
export const MAX_FUNCTION_FIELDS = 2

const NODES = 100_000
const BYTES_PER_NODE = 10
const EXPANSION = 8

/** What a body of at most `limit` bytes may turn into, counted along every path that leads to a value. */
export function decodeBudget(limit: number): { readonly nodes: number; readonly characters: number } {
  return { nodes: Math.max(NODES, Math.floor(limit / BYTES_PER_NODE)), characters: limit * EXPANSION }
}

const SLOWEST_BYTES_PER_MS = 64

/** ms a body of at most `limit` bytes may take: large uploads get the time that a slow line needs. */
export function bodyTime(limit: number, minimum: number): number {
  return Math.max(minimum, Math.ceil(limit / SLOWEST_BYTES_PER_MS))
}
