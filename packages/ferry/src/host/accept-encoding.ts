/** Which content encoding a client takes (RFC 9110 §12.5.3), and which answers are worth it. */

export type ContentEncoding = 'br' | 'gzip'

/** The first of `offered` that the header allows with the highest weight; null: send it as it is. */
export function chooseEncoding<E extends ContentEncoding>(
  header: string | string[] | undefined,
  offered: readonly E[],
): E | null {
  if (header === undefined || header.length === 0) return null
  const weights = parseWeights(String(header))
  let best: E | null = null
  let bestWeight = 0
  for (const encoding of offered) {
    const weight = weights.get(encoding) ?? weights.get('*') ?? 0
    if (weight > bestWeight) {
      best = encoding
      bestWeight = weight
    }
  }
  return best
}

/** Text in any of its forms. Pictures, fonts and archives are compressed already. */
export function isCompressible(contentType: string): boolean {
  return /^(?:text\/(?!event-stream)|application\/(?:[\w.+-]*\+)?(?:json|xml|javascript|manifest)\b|application\/wasm|image\/svg)/i.test(
    contentType,
  )
}

function parseWeights(header: string): Map<string, number> {
  const weights = new Map<string, number>()
  for (const item of header.split(',')) {
    const [name = '', ...parameters] = item.split(';')
    const quality = parameters.map((parameter) => /^\s*q=([\d.]{1,5})\s*$/i.exec(parameter)?.[1]).find(Boolean)
    const weight = quality === undefined ? 1 : Number(quality)
    if (weight >= 0 && weight <= 1) weights.set(name.trim().toLowerCase(), weight)
  }
  return weights
}
