/** References by id, as the modules of this bundle registered them: what turns an id inside a sealed value back into the thing. */

const SERVER_REFERENCE = Symbol.for('react.server.reference')
const CLIENT_REFERENCE = Symbol.for('react.client.reference')

export type AnyFunction = (...args: never[]) => unknown

const functions = new Map<string, AnyFunction>()
const clients = new Map<string, unknown>()

export function rememberFunction(id: string, fn: AnyFunction): void {
  functions.set(id, fn)
}

export function knownFunction(id: string): AnyFunction | undefined {
  return functions.get(id)
}

export function rememberClient(id: string, reference: unknown): void {
  clients.set(id, reference)
}

export function knownClient(id: string): unknown {
  return clients.get(id)
}

export interface ServerReference extends AnyFunction {
  readonly $$id: string
  readonly $$bound: readonly unknown[] | Promise<readonly unknown[]> | null
}

export function isServerReference(value: unknown): value is ServerReference {
  return typeof value === 'function' && (value as { $$typeof?: unknown }).$$typeof === SERVER_REFERENCE
}

/** Reads nothing but `$$typeof`: a client reference throws when any other property is touched. */
export function isClientReference(value: unknown): value is { readonly $$id: string } {
  return (
    ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
    (value as { $$typeof?: unknown }).$$typeof === CLIENT_REFERENCE
  )
}
