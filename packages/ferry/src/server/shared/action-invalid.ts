/** What a form gets back when a schema refused it: the state of useActionState, with and without JavaScript. */

export interface Issue {
  readonly message: string
  /** From the input to the offending value. Example: `['items', 0, 'price']` */
  readonly path: readonly (string | number)[]
}

export interface Invalid<Fields extends string = string> {
  readonly ok: false
  readonly issues: readonly Issue[]
  /** Messages by the name of the form field, as the form spells it. */
  readonly fieldErrors: { readonly [Name in Fields]?: readonly string[] } & {
    readonly [name: string]: readonly string[] | undefined
  }
  /** Messages that belong to no field. */
  readonly formErrors: readonly string[]
  /** What was submitted, for `defaultValue`: text fields only, and none that is named like a secret. */
  readonly values: { readonly [Name in Fields]?: string | readonly string[] } & {
    readonly [name: string]: string | readonly string[] | undefined
  }
}

/** Tells an invalid state from whatever the function itself returns. Works on the server and in the browser. */
export function isInvalid(state: unknown): state is Invalid {
  return (
    typeof state === 'object' &&
    state !== null &&
    'ok' in state &&
    state.ok === false &&
    'issues' in state &&
    Array.isArray(state.issues) &&
    'fieldErrors' in state
  )
}

const refused = new WeakSet<object>()

/** Marks a state made by a schema, so that its answer gets 422 and a look-alike of the developer's own does not. */
export function markInvalid<T extends Invalid>(state: T): T {
  refused.add(state)
  return state
}

export function isMarkedInvalid(value: unknown): boolean {
  return typeof value === 'object' && value !== null && refused.has(value)
}
