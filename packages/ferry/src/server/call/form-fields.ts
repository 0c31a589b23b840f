/** React's hidden fields of a form: which function it carries, what is bound to it, and what the user filled in. Pure. */
import { HIDDEN_FIELD_PREFIX, ONCE_FIELD } from '../../protocol/names.ts'
import { MAX_FUNCTION_FIELDS } from './limits.ts'
import { Refusal } from './refusal.ts'

type FormPart = { readonly name: string; readonly value: string | File }

export interface FormFields {
  readonly functionId: string
  /** What is bound to the function, in React's reply encoding; null for a function without. */
  readonly bound: readonly FormPart[] | null
  /** Tells which useActionState the form belongs to; null for a form without. */
  readonly stateKey: string | null
  readonly onceKey: string | null
  /** The user's own fields, in order. */
  readonly formData: FormData
}

const ID = '$ACTION_ID_'
const REF = '$ACTION_REF_'
const KEY = '$ACTION_KEY'

/** Whether a field names a function: without one, a POST is not ours. */
function namesFunction(name: string): boolean {
  return (name.startsWith(ID) || name.startsWith(REF)) && !name.endsWith('.y')
}

/** Of an image button the browser sends where it was pressed, as two fields: its name with `.x`, and with `.y`. */
function withoutCoordinate(name: string): string {
  return name.endsWith('.x') ? name.slice(0, -'.x'.length) : name
}

/** Refuses the first field too many while the body is still arriving. Make one per body. */
export function limitFunctionFields(): (name: string) => Refusal | null {
  let count = 0
  return (name) => (namesFunction(name) && ++count > MAX_FUNCTION_FIELDS ? malformed() : null)
}

/** null: the form carries no function. Throws a Refusal when it carries one in a way that React does not write. */
export function readFormFields(parts: readonly FormPart[]): FormFields | null {
  const named = parts.filter((part) => namesFunction(part.name))
  // Of the form's own and that of the button which submitted it, the later one in document order wins.
  const last = named.at(-1)
  if (last === undefined) return null
  const chosen = withoutCoordinate(last.name)
  const formData = new FormData()
  for (const { name, value } of parts) if (!name.startsWith(HIDDEN_FIELD_PREFIX)) formData.append(name, value)
  const onceKey = lastText(parts, ONCE_FIELD)
  if (chosen.startsWith(ID)) {
    return { functionId: chosen.slice(ID.length), bound: null, stateKey: null, onceKey, formData }
  }
  const prefix = `$ACTION_${chosen.slice(REF.length)}:`
  const bound = parts
    .filter((part) => part.name.startsWith(prefix))
    .map((part) => ({ name: part.name.slice(prefix.length), value: part.value }))
  return { functionId: readFunctionId(bound), bound, stateKey: readStateKey(parts, prefix), onceKey, formData }
}

function readFunctionId(bound: readonly FormPart[]): string {
  const descriptor = bound.find((part) => part.name === '0')?.value
  if (typeof descriptor !== 'string') throw malformed()
  try {
    const value: unknown = JSON.parse(descriptor)
    if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string') return value.id
  } catch {
    // falls through: not JSON
  }
  throw malformed()
}

const LONGEST_KEY = 4_096

/** The key that follows the fields of the chosen function: a form and its button may each have brought one. */
function readStateKey(parts: readonly FormPart[], prefix: string): string | null {
  const start = parts.findIndex((part) => part.name.startsWith(prefix))
  const key = parts.slice(start).find((part) => part.name === KEY)?.value
  if (key === undefined) return null
  if (typeof key !== 'string' || key.length > LONGEST_KEY) throw malformed()
  return key
}

function lastText(parts: readonly FormPart[], name: string): string | null {
  const value = parts.findLast((part) => part.name === name)?.value
  if (value === undefined) return null
  if (typeof value !== 'string') throw malformed()
  return value
}

/** Whether a urlencoded form names a function. Browsers never send one so: React asks for multipart. */
export function urlencodedNamesFunction(body: string): boolean {
  for (const name of new URLSearchParams(body).keys()) if (namesFunction(name)) return true
  return false
}

function malformed(): Refusal {
  return new Refusal('bad-request', 'The hidden fields of the form are malformed.')
}
