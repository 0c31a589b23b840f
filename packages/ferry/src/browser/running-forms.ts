/**
 * Forms whose function is under way. The same form with the same fields, submitted again meanwhile, is the same submission:
 * it gets the first one's once-key, and the server answers both from one run. A call without a form is always a call of its own.
 */
import { onceKey } from './once-key.ts'

export interface RunningForms {
  /** The key to send; `body` is null for a call without a form. `done` is to be called when the call is over. */
  enter(id: string, body: string | FormData | null): { readonly key: string; done(): void }
}

interface Running {
  readonly id: string
  readonly body: FormData
  readonly key: string
}

export function createRunningForms(): RunningForms {
  const running = new Set<Running>()
  return {
    enter(id, body) {
      if (!(body instanceof FormData)) return { key: onceKey(), done() {} }
      const first = Array.from(running).find((other) => other.id === id && sameFields(other.body, body))
      const entry: Running = { id, body, key: first?.key ?? onceKey() }
      running.add(entry)
      return { key: entry.key, done: () => void running.delete(entry) }
    },
  }
}

/** Files are compared by what can be had without reading them; the server compares their bytes. */
function sameFields(left: FormData, right: FormData): boolean {
  const others = Array.from(right)
  const own = Array.from(left)
  return own.length === others.length && own.every(([name, value], at) => isSame([name, value], others[at]))
}

function isSame([name, value]: Field, other: Field | undefined): boolean {
  if (other === undefined || other[0] !== name) return false
  const found = other[1]
  if (typeof value === 'string' || typeof found === 'string') return value === found
  return value.name === found.name && value.size === found.size && value.type === found.type
}

type Field = readonly [name: string, value: FormDataEntryValue]
