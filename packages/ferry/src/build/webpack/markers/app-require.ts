/**
 * `ferry dev` only: how React, which is in the prebuilt runtime, finds the client modules of the app, which are in the app's
 * own bundle. Part of the browser entry, before anything that loads one.
 */

/** webpack replaces the names by its own functions. */
declare const __webpack_require__: { (id: string): unknown; u: unknown }
declare const __webpack_chunk_load__: (id: string) => Promise<unknown>

const scope = self as unknown as Record<string, unknown>
const runtime = scope.__ferry_runtime as (id: string) => unknown

/** Ids of the runtime begin so; no other does. */
const load = (id: string) => (id.startsWith('ferry:') ? runtime(id) : __webpack_require__(id))

scope.__ferry_app = {
  chunk: (id: string) => __webpack_chunk_load__(id),
  load: Object.defineProperty(load, 'u', {
    get: () => __webpack_require__.u,
    set: (fileName) => {
      __webpack_require__.u = fileName
    },
  }),
}

export {}
