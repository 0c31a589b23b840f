/** Sizes and durations as people write them: `'1mb'`, `'500kb'`, `'30s'`, `'10m'`, or a plain number. */

const BYTES = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 } as const
const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const

/** Bytes; null when the value is no size. */
export function parseSize(value: unknown): number | null {
  return parseQuantity(value, BYTES)
}

/** Milliseconds; null when the value is no duration. */
export function parseDuration(value: unknown): number | null {
  return parseQuantity(value, MILLISECONDS)
}

function parseQuantity(value: unknown, units: Readonly<Record<string, number>>): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : null
  if (typeof value !== 'string') return null
  const match = /^(\d{1,9}(?:\.\d{1,3})?)\s*([a-z]+)$/i.exec(value.trim())
  const unit = match?.[2] === undefined ? undefined : units[match[2].toLowerCase()]
  if (match?.[1] === undefined || unit === undefined) return null
  const amount = Math.floor(Number(match[1]) * unit)
  return Number.isSafeInteger(amount) ? amount : null
}
