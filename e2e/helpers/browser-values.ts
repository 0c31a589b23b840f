/**
 * Runs in the page: compares values of every kind deeply. Written as source text, because tests make their values in
 * the page too: most of them cannot travel from Node.
 */
export const browserValues = `
globalThis.same = async function same(a, b) {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false
  if (a instanceof Date) return Object.is(a.getTime(), b.getTime())
  if (a instanceof Blob) return a.type === b.type && (await same(new Uint8Array(await a.arrayBuffer()), new Uint8Array(await b.arrayBuffer())))
  if (a instanceof ArrayBuffer) return same(new Uint8Array(a), new Uint8Array(b))
  if (ArrayBuffer.isView(a)) {
    const bytes = (view) => [...new Uint8Array(view.buffer, view.byteOffset, view.byteLength)].join()
    return bytes(a) === bytes(b)
  }
  if (a instanceof FormData || a instanceof Map || a instanceof Set) return same([...a], [...b])
  if (a instanceof Promise) return same(await a, await b)
  const keys = Object.keys(a)
  if (keys.join() !== Object.keys(b).join()) return false
  for (const key of keys) if (!(await same(a[key], b[key]))) return false
  return true
}
`
