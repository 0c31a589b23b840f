/** FormData as the nested object that a schema expects. Pure. */

/**
 * `a.b` and `a[b]` are an object in an object, `a[0]` and `a[]` elements of a list, a name that occurs several times a list.
 * Values stay what they are, text or File: making numbers and dates of them is the schema's business.
 * A file field without a file is left out, so that `.optional()` means what it says.
 */
export function readFormInput(formData: FormData): Record<string, unknown> {
  const root = new Branch()
  for (const [name, value] of formData) {
    if (typeof value !== 'string' && value.size === 0 && value.name === '') continue
    const path = readFieldPath(name)
    if (path !== null) root.put(path, value)
  }
  return root.build() as Record<string, unknown>
}

const DEEPEST = 32

/** null for a name that cannot be a path: too deep, or reaching for a prototype. */
export function readFieldPath(name: string): readonly string[] | null {
  const path: string[] = []
  const first = /^[^.[\]]+/.exec(name)?.[0]
  if (first === undefined) return [name]
  path.push(first)
  let rest = name.slice(first.length)
  while (rest !== '') {
    const match = STEP.exec(rest)
    // Not a path after all: the name is the key.
    if (match === null) return [name]
    path.push(match[1] ?? match[2] ?? '')
    rest = rest.slice(match[0].length)
  }
  return path.length > DEEPEST || path.some((key) => FORBIDDEN.has(key)) ? null : path
}

const STEP = /^(?:\.([^.[\]]+)|\[([^.[\]]*)\])/
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

type FieldValue = string | File

class Branch {
  readonly #children = new Map<string, Branch | FieldValue[]>()
  #appended = 0

  put(path: readonly string[], value: FieldValue): void {
    const [head = '', ...rest] = path
    const key = head === '' ? String(this.#appended++) : head
    const child = this.#children.get(key)
    if (rest.length > 0) {
      const branch = child instanceof Branch ? child : new Branch()
      this.#children.set(key, branch)
      branch.put(rest, value)
    } else if (Array.isArray(child)) child.push(value)
    else if (child === undefined) this.#children.set(key, [value])
  }

  build(): unknown {
    const keys = [...this.#children.keys()]
    const isList = keys.length > 0 && keys.every((key) => /^(?:0|[1-9]\d{0,8})$/.test(key))
    // In order of their indices and without holes: no index, however large, makes a long list.
    const order = isList ? keys.sort((a, b) => Number(a) - Number(b)) : keys
    const values = order.map((key) => this.#child(key))
    return isList ? values : Object.fromEntries(order.map((key, index) => [key, values[index]]))
  }

  #child(key: string): unknown {
    const child = this.#children.get(key)
    if (child instanceof Branch) return child.build()
    return child?.length === 1 ? child[0] : child
  }
}
