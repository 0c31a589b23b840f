/** `action()` and `query()`: what Ferry adds to a server function travels with the function, so it holds however it is called. */
import { actionDefinition } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import { InvalidInputError } from './action-error.ts'
import { readFormInput } from './action-form-input.ts'
import { invalidState } from './action-form-state.ts'
import { attachActionOptions } from './action-options.ts'
import type { ActionMiddleware, ActionOptions } from './action-options.ts'
import { isSchema, validate } from './action-schema.ts'
import type { InputOf, OutputOf, StandardSchema } from './action-schema.ts'
import type { Action, ActionContext, DefineOptions } from './action-signature.ts'

type AnyFunction = (...args: never[]) => unknown

/**
 * A server function with a schema and options.
 *
 * `action(schema, async (input, context) => …, options?)`: `schema` is any Standard Schema (Zod, Valibot, ArkType, …). The
 * function runs only with what the schema gave out. Called with a value, that value is the input; called by a form, its fields are.
 * Invalid input: `useActionState` gets an `Invalid` state, every other caller a CallError of kind `invalid`; both with 422.
 *
 * `action(async (…args) => …, options?)`: any server function with options only.
 */
export function action<S extends StandardSchema, R>(
  schema: S,
  fn: (input: OutputOf<S>, context: ActionContext) => Promise<R>,
  options?: DefineOptions,
): Action<InputOf<S>, R>
export function action<F extends AnyFunction>(fn: F, options?: DefineOptions): F
export function action(...args: unknown[]): AnyFunction {
  return define('action', args, {})
}

/** Like action(), for functions that only read: they never refresh the page, and are not remembered as submissions. */
export function query<S extends StandardSchema, R>(
  schema: S,
  fn: (input: OutputOf<S>, context: ActionContext) => Promise<R>,
  options?: DefineOptions,
): (input: InputOf<S>) => Promise<R>
export function query<F extends AnyFunction>(fn: F, options?: DefineOptions): F
export function query(...args: unknown[]): AnyFunction {
  return define('query', args, { query: true })
}

type Loose = (...args: unknown[]) => unknown

function define(name: string, args: readonly unknown[], fixed: ActionOptions): AnyFunction {
  const schema = isSchema(args[0]) && typeof args[1] === 'function' ? args[0] : null
  const [fn, given = {}] = schema === null ? args : args.slice(1)
  if (typeof fn !== 'function' || typeof given !== 'object' || given === null) {
    throw new FerryError(
      actionDefinition,
      isSchema(args[0])
        ? `${name}(schema, fn): the second argument is not a function.`
        : `${name}(): the first argument is neither a function nor a schema.`,
    )
  }
  const options = given as DefineOptions
  const inner: Loose = schema === null ? (fn as Loose) : validated(schema, fn as Loose)
  const outer = async (...args: unknown[]): Promise<unknown> => through(options.middleware ?? [], args, inner)
  Object.defineProperty(outer, 'name', { value: fn.name, configurable: true })
  attachActionOptions(outer, { ...options, ...fixed })
  return outer
}

function through(middleware: readonly ActionMiddleware[], args: readonly unknown[], inner: Loose): unknown {
  const [first, ...others] = middleware
  if (first === undefined) return inner(...args)
  return first({ args }, async () => through(others, args, inner))
}

function validated(schema: StandardSchema, fn: Loose): Loose {
  return async (...args) => {
    const { input, context, formData } = readCall(args)
    const result = await validate(schema, input)
    if (result.ok) return fn(result.value, context)
    // A form with useActionState passes its state before the fields, and shows what comes back in its place.
    if (formData !== null && args.length > 1) return invalidState(result.issues, formData)
    throw new InvalidInputError(result.issues)
  }
}

interface ReadCall {
  readonly input: unknown
  readonly context: ActionContext
  readonly formData: FormData | null
}

/** A form's fields come last, the state before them, and what was bound before that. */
function readCall(args: readonly unknown[]): ReadCall {
  const last = args.at(-1)
  const isForm = last instanceof FormData
  const before = args.slice(0, -1)
  return {
    input: isForm ? readFormInput(last) : last,
    context: isForm
      ? { state: before.at(-1), bound: before.slice(0, -1), formData: last }
      : { state: undefined, bound: before, formData: null },
    formData: isForm ? last : null,
  }
}
