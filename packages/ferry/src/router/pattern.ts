/** URL patterns: how they are written, and when two of them stand for the same URLs. */
import type { PatternSegment } from '../protocol/route-table.ts'

/** Example: `/shop/[id]`, `/` */
export function patternId(pattern: readonly PatternSegment[]): string {
  return pattern.length === 0 ? '/' : pattern.map((segment) => `/${writeSegment(segment)}`).join('')
}

/** Equal for patterns that match the same URLs, whatever their parameters are called. Example: `/shop/[]` */
export function patternShape(pattern: readonly PatternSegment[]): string {
  return pattern.map((segment) => `/${segmentShape(segment)}`).join('')
}

export function segmentShape(segment: PatternSegment): string {
  return segment.kind === 'static' ? segment.value : writeSegment({ ...segment, name: '' })
}

export function writeSegment(segment: PatternSegment): string {
  switch (segment.kind) {
    case 'static':
      return segment.value
    case 'param':
      return `[${segment.name}]`
    case 'rest':
      return segment.optional ? `[[...${segment.name}]]` : `[...${segment.name}]`
  }
}
