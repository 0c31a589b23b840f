/** Where a position in compiled text is in the file as written. */
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { existsSync, readFileSync } from 'node:fs'
import type { Module } from 'webpack'
import type { Place } from '../../errors/ferry-error.ts'
import type { BuildContext } from '../build-context.ts'
import { resourceOf } from './module-facts.ts'

/** @param loc webpack's location of a dependency: lines from 1, columns from 0, in what the loaders gave */
export function originalPlace({ fileName }: BuildContext, module: Module, loc: unknown): Place | undefined {
  const resource = resourceOf(module)?.replace(/\?.*$/, '')
  if (!resource) return undefined
  const file = fileName(resource)
  const source = existsSync(resource) ? readFileSync(resource, 'utf8') : undefined
  const start = startOf(loc)
  if (!start) return { file, ...(source !== undefined && { source }) }
  const { line, column } = traced(module, start) ?? start
  return { file, line, column: column + 1, ...(source !== undefined && { source }) }
}

interface Position {
  readonly line: number
  readonly column: number
}

function startOf(loc: unknown): Position | null {
  if (typeof loc !== 'object' || loc === null || !('start' in loc)) return null
  const { line, column } = loc.start as Partial<Position>
  return line === undefined ? null : { line, column: column ?? 0 }
}

function traced(module: Module, position: Position): Position | null {
  const map = module.originalSource()?.map({ columns: true, module: true })
  if (!map) return null
  const { line, column } = originalPositionFor(new TraceMap(JSON.stringify(map)), position)
  return line === null ? null : { line, column }
}
