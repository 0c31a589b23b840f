/** The parameters that a route with `dynamicParams = false` exists for: those that its generateStaticParams give. */
import { segmentExport } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import type { Params } from '../../router/match.ts'
import { runOutsideRequest } from '../shared/request-context.ts'
import type { ParamsGenerator, RouteConfig } from './segment-config.ts'

const known = new WeakMap<RouteConfig, Promise<KnownParams>>()

/**
 * @param isKept ask the app once, and keep the answer for as long as the process runs
 * @throws FERRY_SEGMENT_EXPORT, and what the app's function throws
 */
export async function isKnownParams(config: RouteConfig, params: Readonly<Params>, isKept: boolean): Promise<boolean> {
  return isAmong(await (isKept ? knownParams(config) : generateAll(config)), params)
}

export function isAmong({ names, keys }: Pick<KnownParams, 'names' | 'keys'>, params: Readonly<Params>): boolean {
  return names.length === 0 ? keys.size > 0 : keys.has(keyOf(names, params))
}

export interface KnownParams {
  readonly names: readonly string[]
  readonly keys: ReadonlySet<string>
  /** Values as they stand in URLs. */
  readonly all: readonly Readonly<Params>[]
}

/** Asks the app once; without a function to ask there is one page, without parameters. */
export function knownParams(config: RouteConfig): Promise<KnownParams> {
  const before = known.get(config)
  if (before) return before
  const generated = generateAll(config)
  known.set(config, generated)
  // What failed is asked again by the next request.
  generated.catch(() => known.delete(config))
  return generated
}

async function generateAll({ staticParams }: RouteConfig): Promise<KnownParams> {
  let all: Readonly<Params>[] = [{}]
  for (const generator of staticParams) {
    const below = await Promise.all(all.map((above) => generateBelow(generator, above)))
    all = below.flat()
  }
  const names = [...new Set(all.flatMap((params) => Object.keys(params)))].sort()
  return { names, keys: new Set(all.map((params) => keyOf(names, params))), all: all.map(asInUrl) }
}

/** Numbers are written as the URL has them. */
function asInUrl(params: Readonly<Params>): Params {
  const given = Object.entries(params)
  return Object.fromEntries(
    given.map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  )
}

/** It runs for no request: what it gives is the same for all. */
async function generateBelow({ file, generate }: ParamsGenerator, above: Readonly<Params>): Promise<Params[]> {
  const given: unknown = await runOutsideRequest(() => generate({ params: above }))
  if (!Array.isArray(given) || !given.every((one) => typeof one === 'object' && one !== null)) {
    const place = { file: `app/${file}` }
    const message = `generateStaticParams() of ${place.file} gave no list of objects.`
    throw new FerryError(segmentExport, message, { place })
  }
  return given.map((own: Params) => ({ ...above, ...own }))
}

function keyOf(names: readonly string[], params: Readonly<Params>): string {
  return JSON.stringify(
    names.map((name) => {
      const value: unknown = params[name]
      return Array.isArray(value) ? value.map(String) : value === undefined ? null : String(value)
    }),
  )
}
