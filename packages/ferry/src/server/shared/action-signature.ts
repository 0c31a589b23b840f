/** The types of what action() makes: one function that a call, a form and useActionState can use, each with its own result. */
import type { Invalid } from './action-invalid.ts'
import type { ActionOptions } from './action-options.ts'

export type DefineOptions = Omit<ActionOptions, 'query'>

/** Everything in it comes from the client and was not validated. */
export interface ActionContext {
  /** useActionState: the previous state. Also what was bound last, in a form without useActionState. */
  readonly state: unknown
  /** Arguments bound with `.bind()`, before the state or the input. */
  readonly bound: readonly unknown[]
  /** The fields as they were submitted; null when the function was called with a value. */
  readonly formData: FormData | null
}

export interface Action<Input, Result> {
  /** Rejects with a CallError of kind `invalid` when the schema refuses the input. */
  (input: Input): Promise<Result>
  /** `<form action={save}>` and `<button formAction={save}>` */
  (formData: FormData): Promise<void>
  /** `useActionState(save, null)` */
  (state: FormStateOf<Input, Result> | null | undefined, formData: FormData): Promise<FormStateOf<Input, Result>>
}

/** What useActionState holds: the function's result, or what the schema refused. `fieldErrors` and `values` can be read from both. */
export type FormStateOf<Input, Result> = Valid<Result> | Invalid<FieldOf<Input>>

type FieldOf<Input> = Input extends object ? Extract<keyof Input, string> : string

type Valid<Result> = Result extends object
  ? Result & { readonly fieldErrors?: undefined; readonly formErrors?: undefined; readonly values?: undefined }
  : Result
