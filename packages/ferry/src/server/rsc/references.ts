/** What the directive transform puts in the place of server functions and client modules, in the rsc world. */
import { registerServerReference as reactRegisterServerReference } from 'react-server-dom-webpack/server'
import { referenceNotFunction } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import { attachPrepare } from '../shared/action-prepare.ts'
import { openCaptures, sealCaptures } from './captures.ts'
import { isServerReference, rememberFunction } from './known-references.ts'
import type { AnyFunction } from './known-references.ts'
import { withoutCycle } from './sealing-cycle.ts'

export { clientModuleProxy, clientReference } from './client-references.ts'

/**
 * Marks an export of a "use server" module, or an inline function that captures nothing, and returns it. A function that
 * has another id already, being exported under two names, keeps it: then it is a second one that is marked and returned,
 * with everything that is attached to the first.
 */
export function registerServerReference<T>(fn: T, id: string): T {
  if (typeof fn !== 'function') {
    throw new FerryError(
      referenceNotFunction,
      `A server function was to be registered, but its export is ${fn === null ? 'null' : `of type ${typeof fn}`}.`,
    )
  }
  const own = isServerReference(fn) && fn.$$id !== id ? twinOf(fn) : (fn as unknown as AnyFunction)
  rememberFunction(id, reactRegisterServerReference(own, id, null))
  return own as unknown as T
}

function twinOf(fn: AnyFunction): AnyFunction {
  const run = fn as AnyFunction as (...args: unknown[]) => unknown
  return named(Object.setPrototypeOf((...args: unknown[]) => run(...args), fn) as AnyFunction, fn.name)
}

type Body = (captured: unknown[], ...args: unknown[]) => unknown

/** The endpoint of a capturing inline function: `(sealed, ...args)`, where `sealed` is what its reference was sent with. */
export function sealedReference(id: string, body: Body): AnyFunction {
  const fn = (sealed: unknown, ...args: unknown[]): unknown => body(openCaptures(id, sealed), ...args)
  attachPrepare(fn, ([sealed, ...args]) => {
    const captured = openCaptures(id, sealed)
    return () => body(captured, ...args)
  })
  return registerServerReference(named(fn, body.name), id)
}

/**
 * What stands in the place of a capturing inline function. Called on the server it runs with the variables as they are now;
 * serialised, it carries them as they are then: a getter reads and seals them.
 */
export function inlineReference(
  id: string,
  body: Body,
  capture: () => unknown[],
  names: readonly string[],
): AnyFunction {
  const fn = (...args: unknown[]): unknown => body(capture(), ...args)
  return markLazy(named(fn, body.name), id, () => {
    const sealed = withoutCycle({ capture, name: fn.name }, () => sealCaptures(id, capture(), names))
    return typeof sealed === 'string' ? [sealed] : sealed.then((text) => [text])
  })
}

type Bound = readonly unknown[] | Promise<readonly unknown[]>

const SERVER_REFERENCE = Symbol.for('react.server.reference')

/** As React's own registration does, but with bound values that are not there yet. */
function markLazy<T extends AnyFunction>(fn: T, id: string, bound: () => Bound): T {
  return Object.defineProperties(fn, {
    $$typeof: { value: SERVER_REFERENCE },
    $$id: { value: id },
    $$bound: { get: bound },
    bind: {
      value: (_receiver: unknown, ...args: unknown[]) =>
        markLazy(
          named(
            (...more: unknown[]) => (fn as AnyFunction as (...args: unknown[]) => unknown)(...args, ...more),
            fn.name,
          ),
          id,
          () => {
            const before = bound()
            return before instanceof Promise ? before.then((values) => [...values, ...args]) : [...before, ...args]
          },
        ),
    },
    // Whatever prints the function must not print its source.
    toString: { value: () => 'function () { [omitted code] }' },
  })
}

function named<T extends AnyFunction>(fn: T, name: string): T {
  return Object.defineProperty(fn, 'name', { value: name, configurable: true })
}
