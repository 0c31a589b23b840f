/** What a page tells of an error in it, checked: it comes over the network. */
import type { DevProblem } from '../protocol/dev-problem.ts'
import { frameAt, readStack } from './source-places.ts'
import type { AppPaths } from './source-places.ts'

export interface PageReport {
  readonly kind: 'browser' | 'hydration'
  readonly name: string
  readonly message: string
  readonly stack: string
  readonly components: string
  /** Of an error of the server; '' for one of the page's own. */
  readonly digest: string
}

/** Throws when it is something else. */
export function readPageReport(body: unknown): PageReport {
  if (typeof body !== 'object' || body === null) throw new Error('Not a report.')
  const { kind, ...texts } = body as Readonly<Record<string, unknown>>
  const text = (name: string) => {
    const value = texts[name]
    if (value !== undefined && typeof value !== 'string') throw new Error(`${name} is no text.`)
    return (value ?? '').slice(0, 100_000)
  }
  return {
    kind: kind === 'hydration' ? 'hydration' : 'browser',
    name: text('name'),
    message: text('message'),
    stack: text('stack'),
    components: text('components'),
    digest: text('digest'),
  }
}

/** With the places in the sources, and the source text around the first of them. */
export function pageProblem(report: PageReport, paths: AppPaths): DevProblem {
  const { kind, name, message } = report
  const { stack, place: thrown, frame: thrownFrame } = readStack(report.stack, paths)
  const components = readStack(report.components, paths)
  // A mismatch happens inside React; the component is where it comes from.
  const place = thrown ?? components.place
  const frame = thrownFrame ?? (place && frameAt(place, paths))
  return {
    kind,
    name: name || 'Error',
    message,
    stack,
    ...(components.stack.length > 0 && { components: components.stack }),
    ...(place && { place }),
    ...(frame && { frame }),
  }
}
