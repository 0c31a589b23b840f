/** From a schema's issues to what a form can show: messages at the fields, and the fields filled in again. Pure. */
import { readFieldPath } from './action-form-input.ts'
import { markInvalid } from './action-invalid.ts'
import type { Invalid, Issue } from './action-invalid.ts'

export function invalidState(issues: readonly Issue[], formData: FormData): Invalid {
  const spelling = fieldSpelling(formData)
  const fieldErrors: Record<string, string[]> = Object.create(null)
  const formErrors: string[] = []
  for (const { path, message } of issues) {
    if (path.length === 0) {
      formErrors.push(message)
      continue
    }
    const name = spelling.get(JSON.stringify(path.map(String))) ?? spell(path)
    fieldErrors[name] ??= []
    fieldErrors[name].push(message)
  }
  return markInvalid({
    ok: false,
    issues,
    fieldErrors: { ...fieldErrors },
    formErrors,
    values: readValues(formData),
  })
}

/** How the form spells the name of each path, `a.0` or `a[0]`: messages are looked up by that. */
function fieldSpelling(formData: FormData): ReadonlyMap<string, string> {
  const spelling = new Map<string, string>()
  for (const name of formData.keys()) spelling.set(JSON.stringify(readFieldPath(name)), name)
  return spelling
}

/** For fields that were not submitted. Example: `items[0].price` */
function spell(path: Issue['path']): string {
  return path.reduce<string>((name, key) => {
    if (name === '') return String(key)
    return typeof key === 'number' ? `${name}[${key}]` : `${name}.${key}`
  }, '')
}

/** They go into the page: what looks like a secret stays out of it, and files cannot be filled in anyway. */
const SECRET = /pass(?:word|wd|phrase|code)|secret|cvc|cvv|\bpin\b|one-?time/i

function readValues(formData: FormData): Invalid['values'] {
  const values: Record<string, string | string[]> = {}
  for (const name of new Set(formData.keys())) {
    if (SECRET.test(name) || name === '__proto__') continue
    const texts = formData.getAll(name).filter((value) => typeof value === 'string')
    if (texts.length > 0) values[name] = texts.length === 1 ? (texts[0] ?? '') : texts
  }
  return values
}
