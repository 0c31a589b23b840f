/** Which parameters a segment sees: those of the page, of its own slot, or of the URL that intercepts. */
import { matchPattern } from '../../router/match.ts'
import type { SegmentPlan } from './route-plan.ts'
import { readSearch } from './search-params.ts'

export type Params = Readonly<Record<string, string | string[]>>
export type SearchParams = Readonly<Record<string, string | string[]>>

export interface InterceptedInput {
  readonly params: Params
  readonly search: string
  /** Path and query of the page behind. */
  readonly from: string
}

interface ParamsInput {
  readonly params: Params
  readonly searchParams: Promise<SearchParams>
  readonly segments: readonly string[]
  readonly intercepted: InterceptedInput | null
  /** Collects parameters. */
  readonly found: Record<string, string | string[]>
}

const NONE: Promise<Readonly<Record<string, never>>> = Promise.resolve(Object.freeze({}))

/** As pages and layouts receive them. Without any, everybody gets the same. */
export function promiseOf<Values extends Readonly<Record<string, unknown>>>(values: Values): Promise<Values> {
  for (const _ in values) return Promise.resolve(values)
  return NONE as Promise<Values>
}

/** A slot with parameters of its own, or the page that intercepts. */
export function ownInput<I extends ParamsInput>({ pattern, isIntercepting }: SegmentPlan, input: I): I {
  const { intercepted, segments, found } = input
  if (isIntercepting && intercepted) {
    Object.assign(found, intercepted.params)
    return { ...input, params: intercepted.params, searchParams: promiseOf(readSearch(intercepted.search)) }
  }
  const own = (pattern && matchPattern(pattern, segments)) ?? {}
  Object.assign(found, own)
  return { ...input, params: { ...input.params, ...own } }
}

/**
 * `[id]` → the value in the URL, and the parameters known from here on. `value` is for keys: a key says which folder
 * with which parameters, and nothing else has the same.
 */
export function fillSegment(
  folder: string,
  params: Params,
  above: Params,
): { name: string; value: string; params: Params } {
  const parameter = !folder.includes('[')
    ? undefined
    : /^(?:\(\.{1,3}\))*\[{1,2}(?:\.\.\.)?([^\]]+)\]{1,2}$/.exec(folder)?.[1]
  if (parameter === undefined) return { name: folder, value: folder, params: above }
  const value = params[parameter]
  if (value === undefined) return { name: '', value: folder, params: above }
  const parts = typeof value === 'string' ? [value] : value
  return {
    name: parts.join('/'),
    value: `${folder}=${parts.map(encodeURIComponent)}`,
    params: { ...above, [parameter]: value },
  }
}
