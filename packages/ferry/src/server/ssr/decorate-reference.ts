/** What every server reference carries beyond React's own: its id, and in forms a key that makes a submission run once. */
import { randomFillSync } from 'node:crypto'
import type { FormAction } from 'react-server-dom-webpack/client'
import { ONCE_FIELD } from '../../protocol/names.ts'

type AnyFunction = (...args: never[]) => unknown

interface FormReference extends AnyFunction {
  $$FORM_ACTION(prefix: string): FormAction
}

const SERVER_REFERENCE = Symbol.for('react.server.reference')

/**
 * Called for each reference that React's client makes, after its own registration. The build makes `$$FORM_ACTION` and
 * `bind` configurable for it (build/webpack/react-patch-loader).
 */
export function decorateReference(reference: AnyFunction, id: string): void {
  const { $$FORM_ACTION: formAction } = reference as FormReference
  Object.defineProperties(reference, {
    $$FORM_ACTION: {
      value(this: FormReference, prefix: string): FormAction {
        return withOnceKey(formAction.call(this, prefix))
      },
    },
  })
  keepIdentity(reference, id)
}

/** Bound references share `$$FORM_ACTION` with the one they were bound from; the identity has to be handed on. */
function keepIdentity(reference: AnyFunction, id: string): void {
  const bind = reference.bind as (...args: unknown[]) => AnyFunction
  Object.defineProperties(reference, {
    $$typeof: { value: SERVER_REFERENCE },
    $$id: { value: id },
    bind: {
      value(this: AnyFunction, ...args: unknown[]): AnyFunction {
        const bound = bind.apply(this, args)
        keepIdentity(bound, id)
        return bound
      },
    },
  })
}

/** A field of the form, so that it comes back however the form is submitted: before hydration, without JavaScript, again. */
function withOnceKey(fields: FormAction): FormAction {
  // React makes the list anew for each form it writes, or none at all for a function without bound arguments.
  const data = fields.data ?? new FormData()
  data.append(ONCE_FIELD, createOnceKey())
  return { ...fields, data }
}

const KEY_BYTES = 16
const pool = Buffer.alloc(KEY_BYTES * 256)
let used = pool.length

/** 128 random bits, new for every form of every render: 22 characters of base64url. */
function createOnceKey(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += KEY_BYTES
  return pool.toString('base64url', used - KEY_BYTES, used)
}
