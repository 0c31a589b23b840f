/** React leaves its hidden fields in a form after hydration. A function gets the same FormData with and without JavaScript: without them. */
import { HIDDEN_FIELD_PREFIX } from '../protocol/names.ts'

export function withoutHiddenFields(argument: unknown): unknown {
  if (!(argument instanceof FormData)) return argument
  const fields = new FormData()
  for (const [name, value] of argument) if (!name.startsWith(HIDDEN_FIELD_PREFIX)) fields.append(name, value)
  return fields
}
