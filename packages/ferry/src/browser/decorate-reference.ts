/** Makes a server function recognisable in the browser as it is on the server: `$$typeof`, `$$id`, and a `bind` that keeps both. */
import { loadCalls } from './call-server.ts'

const SERVER_REFERENCE = Symbol.for('react.server.reference')

type Reference = (...args: unknown[]) => unknown
type Bound = PromiseLike<unknown[]> | null

/**
 * Called for every reference that React makes here, imported or received.
 *
 * @param bound the arguments bound so far
 * @param register React's own registration: what is bound here then travels as an argument of other calls too
 */
export function decorateReference(
  reference: Reference,
  id: string,
  bound: Bound = null,
  register?: (reference: Reference, id: string, bound: Bound) => void,
): void {
  // A page with server functions will call one. If this fails now, the call tries again.
  loadCalls().catch(() => {})
  Object.defineProperties(reference, {
    $$typeof: { value: SERVER_REFERENCE },
    $$id: { value: id, configurable: true },
  })
  if (register === undefined) return
  Object.defineProperty(reference, 'bind', {
    configurable: true,
    writable: true,
    value(self: unknown, ...args: unknown[]) {
      const result: Reference = Function.prototype.bind.call(reference, self, ...args)
      register(
        result,
        id,
        Promise.resolve(bound).then((before) => [...(before ?? []), ...args]),
      )
      return result
    },
  })
}
