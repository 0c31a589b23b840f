/** `dynamic`, `revalidate`, `dynamicParams` and `generateStaticParams`: what the files of a route say of how it is rendered. */
import { segmentExport } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import type { Params } from '../../router/match.ts'
import type { RenderRules } from '../shared/request-context.ts'
import type { RouteModule } from './route-modules.ts'

export interface RouteConfig {
  /** null: a page like most, which may read the request. */
  readonly rules: RenderRules | null
  /** Outermost first. With one or more, only the parameters that they give exist; empty when others do too. */
  readonly generators: readonly ParamsGenerator[]
  /** null: rendered for each request. */
  readonly keep: KeepRule | null
  /** All of them, outermost first: they give the parameters that the build renders pages for. */
  readonly staticParams: readonly ParamsGenerator[]
}

/** The page is rendered once for everybody, as long as it reads nothing of a request. */
export interface KeepRule {
  /** ms until a copy is old; Infinity: never. */
  readonly lifetime: number
}

export interface ParamsGenerator {
  /** Relative to app/. */
  readonly file: string
  /** Gets the parameters that the segments around gave. */
  generate(input: { readonly params: Readonly<Params> }): unknown
}

interface SegmentConfig {
  readonly dynamic?: Dynamic
  readonly dynamicParams?: boolean
  /** Seconds. */
  readonly revalidate?: number | false
  readonly generator?: ParamsGenerator
}

const DYNAMIC = ['auto', 'force-dynamic', 'force-static', 'error'] as const
type Dynamic = (typeof DYNAMIC)[number]

/**
 * Joins what the layouts and the page say: of two that say the same thing, the inner one counts; of two times, the shorter.
 *
 * @param files outermost first
 * @throws FERRY_SEGMENT_EXPORT
 */
export function readRouteConfig(
  files: readonly { readonly file: string; readonly module: RouteModule }[],
): RouteConfig {
  let rules: RenderRules | null = null
  let isForced = false
  let isOpen = true
  const times: number[] = []
  const staticParams: ParamsGenerator[] = []
  for (const { file, module } of files) {
    const { dynamic, dynamicParams, revalidate, generator } = readSegment(file, module)
    if (dynamic !== undefined) {
      rules = dynamic === 'error' || dynamic === 'force-static' ? { dynamic, file } : null
      isForced = dynamic === 'force-dynamic'
    }
    isOpen = dynamicParams ?? isOpen
    if (revalidate !== undefined) times.push(revalidate === false ? Number.POSITIVE_INFINITY : revalidate * 1000)
    if (generator) staticParams.push(generator)
  }
  const lifetime = Math.min(...times)
  const isKept = (rules !== null || times.length > 0 || staticParams.length > 0) && !isForced && lifetime > 0
  return { rules, generators: isOpen ? [] : staticParams, keep: isKept ? { lifetime } : null, staticParams }
}

function readSegment(file: string, module: RouteModule): SegmentConfig {
  const said = (name: string): unknown => (isReference(module[name]) ? undefined : module[name])
  const dynamic = said('dynamic')
  const dynamicParams = said('dynamicParams')
  const revalidate = said('revalidate')
  const generate = said('generateStaticParams')
  if (dynamic !== undefined && !DYNAMIC.includes(dynamic as Dynamic)) {
    throw wrong(file, 'dynamic', dynamic, `one of ${DYNAMIC.map((value) => `'${value}'`).join(', ')}`)
  }
  if (dynamicParams !== undefined && typeof dynamicParams !== 'boolean') {
    throw wrong(file, 'dynamicParams', dynamicParams, 'true or false')
  }
  if (revalidate !== undefined && revalidate !== false && !(typeof revalidate === 'number' && revalidate >= 0)) {
    throw wrong(file, 'revalidate', revalidate, 'a number of seconds, or false')
  }
  if (generate !== undefined && typeof generate !== 'function') {
    throw wrong(file, 'generateStaticParams', generate, 'a function')
  }
  return {
    ...(dynamic !== undefined && { dynamic: dynamic as Dynamic }),
    ...(dynamicParams !== undefined && { dynamicParams }),
    ...(revalidate !== undefined && { revalidate: revalidate as number | false }),
    ...(generate !== undefined && { generator: { file, generate: generate as ParamsGenerator['generate'] } }),
  }
}

/** A client module says nothing about how it is rendered, whatever it exports. */
function isReference(value: unknown): boolean {
  return (typeof value === 'function' || typeof value === 'object') && value !== null && '$$typeof' in value
}

function wrong(file: string, name: string, value: unknown, expected: string): FerryError {
  const is = typeof value === 'string' ? `'${value}'` : typeof value === 'object' ? 'an object' : String(value)
  return new FerryError(segmentExport, `The export “${name}” of app/${file} is ${is}; it can be ${expected}.`, {
    place: { file: `app/${file}` },
  })
}
