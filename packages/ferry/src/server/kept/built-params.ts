/** What the build learnt from generateStaticParams of routes with `dynamicParams = false`: the running server need not ask. */
import type { KnownParams } from '../rsc/known-params.ts'

/** Name among the copies that the build made. */
export const PARAMS = 'params'

/** By id of the route. */
export type BuiltParams = ReadonlyMap<string, Pick<KnownParams, 'names' | 'keys'>>

export function writeBuiltParams(params: BuiltParams): string {
  const entries = [...params].sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(entries.map(([route, { names, keys }]) => [route, names, [...keys].sort()]))
}

/** @param text as written above, by this very build */
export function readBuiltParams(text: string): BuiltParams {
  const entries = JSON.parse(text) as [route: string, names: string[], keys: string[]][]
  return new Map(entries.map(([route, names, keys]) => [route, { names, keys: new Set(keys) }]))
}
