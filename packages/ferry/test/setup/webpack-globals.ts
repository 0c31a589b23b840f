/**
 * React's Flight builds call webpack's `__webpack_require__`. Outside webpack the tests give them a real registry:
 * put modules into `globalThis.__modules`, keyed by the id that the manifest of the test names.
 */
interface WebpackGlobals {
  __modules: Map<string | number, unknown>
  __webpack_require__: (id: string | number) => unknown
  __webpack_chunk_load__: (id: string | number) => Promise<void>
}

const globals = globalThis as unknown as WebpackGlobals

globals.__modules ??= new Map()

globals.__webpack_require__ = (id) => {
  if (!globals.__modules.has(id)) throw new Error(`Cannot find module '${id}' in globalThis.__modules`)
  return globals.__modules.get(id)
}

globals.__webpack_chunk_load__ = () => Promise.resolve()

export {}
