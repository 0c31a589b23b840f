/** What is wrong with the app, as the overlay shows it. */
import { codeFrame } from '../errors/code-frame.ts'
import { type FerryError, isFerryError, type Place } from '../errors/ferry-error.ts'
import type { DevPlace, DevProblem } from '../protocol/dev-problem.ts'
import { type AppPaths, readStack } from './source-places.ts'

/** An error of the build or of the start: one problem each. */
export function problemsOf(error: unknown, paths: AppPaths): DevProblem[] {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.flatMap((each) => problemsOf(each, paths))
  }
  return [problemOf(error, 'build', paths)]
}

export function problemOf(error: unknown, kind: DevProblem['kind'], paths: AppPaths): DevProblem {
  if (isFerryError(error)) return ferryProblem(error, kind, paths)
  if (!(error instanceof Error)) return { kind, name: 'Thrown', message: String(error), stack: [] }
  const { stack, place, frame } = readStack(error.stack ?? '', paths)
  return {
    kind,
    name: error.name,
    message: error.message,
    stack,
    ...(place && { place }),
    ...(frame && { frame }),
    ...causeOf(error, kind, paths),
  }
}

function ferryProblem(error: FerryError, kind: DevProblem['kind'], paths: AppPaths): DevProblem {
  const { code, title, message, hint, docs, chain, place } = error
  const read = place ? null : readStack(error.stack ?? '', paths)
  return {
    kind,
    name: code,
    title,
    message,
    hint,
    docs,
    chain,
    stack: read?.stack ?? [],
    ...(place ? { place: devPlace(place) } : read?.place && { place: read.place }),
    ...(place ? { frame: frameOf(place) } : read?.frame && { frame: read.frame }),
    ...causeOf(error, kind, paths),
  }
}

function causeOf({ cause }: Error, kind: DevProblem['kind'], paths: AppPaths): { cause: DevProblem } | null {
  return cause instanceof Error ? { cause: problemOf(cause, kind, paths) } : null
}

function devPlace({ file, line, column }: Place): DevPlace {
  return { file, ...(line !== undefined && { line }), ...(column !== undefined && { column }) }
}

function frameOf({ source, line, column }: Place): string {
  if (source === undefined || line === undefined) return ''
  return codeFrame({ source, line, ...(column !== undefined && { column }) }, (text) => text)
}
