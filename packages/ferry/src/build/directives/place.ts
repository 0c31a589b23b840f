/** Offsets in the compiled text → places in the file as its author wrote it. */
import { originalPositionFor, sourceContentFor, type TraceMap } from '@jridgewell/trace-mapping'
import type { Place } from '../../errors/ferry-error.ts'

export type PlaceOf = (offset: number) => Place & { readonly line: number; readonly column: number }

export function createPlaceOf(source: string, file: string, map: TraceMap | null): PlaceOf {
  return (offset) => {
    const position = positionAt(source, offset)
    if (map !== null) {
      const original = originalPositionFor(map, position)
      const content = original.source === null ? null : sourceContentFor(map, original.source)
      if (original.line !== null && content !== null) {
        return { file, line: original.line, column: original.column + 1, source: content }
      }
    }
    return { file, line: position.line, column: position.column + 1, source }
  }
}

/** Line from 1, column from 0. */
function positionAt(source: string, offset: number): { line: number; column: number } {
  let line = 1
  let lineStart = 0
  for (let index = source.indexOf('\n'); index !== -1 && index < offset; index = source.indexOf('\n', index + 1)) {
    line++
    lineStart = index + 1
  }
  return { line, column: offset - lineStart }
}
