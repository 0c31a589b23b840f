/** Exact source maps through both steps: author's text → compiled text → transformed text. */
import { GenMapping, maybeAddSegment, setSourceContent, toEncodedMap } from '@jridgewell/gen-mapping'
import {
  decodedMappings,
  type SourceMapInput,
  sourceContentFor,
  TraceMap,
  traceSegment,
} from '@jridgewell/trace-mapping'
import type MagicString from 'magic-string'

export interface SourceMap {
  readonly version: 3
  readonly names: readonly string[]
  readonly sources: readonly (string | null)[]
  readonly sourcesContent?: readonly (string | null)[]
  readonly mappings: string
}

/** `input`: the map of the step before. */
export function sourceMapOf(edited: MagicString, file: string, input: TraceMap | null): SourceMap {
  const step = edited.generateMap({ source: file, hires: 'boundary', includeContent: true })
  if (input !== null) return chain(new TraceMap(step.toString()), input)
  return JSON.parse(step.toString()) as SourceMap
}

/** What the previous step handed over: an object or JSON text; null when there is no usable map. */
export function readInputMap(inputMap: unknown): TraceMap | null {
  if (typeof inputMap === 'string') return readInputMap(parseJson(inputMap))
  if (typeof inputMap !== 'object' || inputMap === null || !('mappings' in inputMap)) return null
  return new TraceMap(inputMap as SourceMapInput)
}

function chain(step: TraceMap, input: TraceMap): SourceMap {
  const chained = new GenMapping()
  for (const [line, segments] of decodedMappings(step).entries()) {
    for (const segment of segments) {
      if (segment.length === 1) continue
      const traced = traceSegment(input, segment[2], segment[3])
      if (traced === null || traced.length === 1) continue
      const source = input.sources[traced[1]] ?? ''
      const name = traced.length === 5 ? input.names[traced[4]] : undefined
      if (name === undefined) maybeAddSegment(chained, line, segment[0], source, traced[2], traced[3])
      else maybeAddSegment(chained, line, segment[0], source, traced[2], traced[3], name)
    }
  }
  for (const source of input.sources) {
    if (source !== null) setSourceContent(chained, source, sourceContentFor(input, source))
  }
  return toEncodedMap(chained)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
