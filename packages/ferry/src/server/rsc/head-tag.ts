/** Tags of the head, and how values that apps write become their text. */

export type Tag = readonly [type: 'title' | 'meta' | 'link', props: Readonly<Record<string, string>>]

export function meta(attribute: 'name' | 'property', name: string, value: unknown): Tag[] {
  const content = text(value)
  return content === undefined ? [] : [['meta', { [attribute]: name, content }]]
}

/** @param extra left out where it is no text */
export function link(rel: string, value: unknown, extra: Readonly<Record<string, unknown>> = {}): Tag[] {
  const href = text(value)
  if (href === undefined) return []
  const props: Record<string, string> = { rel, href }
  for (const [name, one] of Object.entries(extra)) {
    const content = text(one)
    if (content !== undefined) props[name] = content
  }
  return [['link', props]]
}

export function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean' || value instanceof URL) return String(value)
  return value instanceof Date ? value.toISOString() : undefined
}

export function list(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]
}

/** Those that say something. */
export function entries(value: unknown): [string, unknown][] {
  const isPlain = typeof value === 'object' && value !== null && !(value instanceof URL) && !Array.isArray(value)
  return isPlain ? Object.entries(value).filter(([, one]) => one !== undefined && one !== null) : []
}

export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined
}

/** `maximumScale` → `maximum-scale` */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** `siteName` → `site_name` */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
