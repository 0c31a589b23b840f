/** The files that describe the app as route handlers: `favicon.ico` as it is, `robots.ts` as what its default export makes. */
import { handlerResult } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import type { MetadataConvention } from '../../protocol/route-table.ts'
import { readStaticFile, type StaticFile } from '../../protocol/static-file.ts'
import { isStaticFile } from '../../router/metadata-file.ts'
import type { Params } from '../../router/match.ts'
import type { Manifest, Robots, Sitemap } from './metadata-output.ts'
import { writeRobots } from './write-robots.ts'
import { writeSitemap } from './write-sitemap.ts'

type RouteModule = Readonly<Record<string, unknown>>
interface HandlerContext {
  readonly params: Promise<Params>
}

/** Asked for anew each time, and answered with 304 as long as nothing changed. */
const REVALIDATE = 'public, max-age=0, must-revalidate'
/** The head refers to an image by its hash. */
const IMMUTABLE = 'public, max-age=31536000, immutable'

/** @param module the static file, or the module with the default export */
export function metadataRoute(file: string, convention: MetadataConvention, module: RouteModule): RouteModule {
  if (isStaticFile(file)) {
    const content = readStaticFile(module)
    const bytes = Buffer.from(content.base64, 'base64')
    const answer = (request: Request) => answerStatic(request, content, bytes)
    return { GET: answer }
  }
  return { GET: (_: Request, { params }: HandlerContext) => answerMade(file, convention, module, params) }
}

function answerStatic(request: Request, { type, hash }: StaticFile, bytes: Buffer): Response {
  const etag = `"${hash}"`
  const isHashed = request.url.endsWith(`?${hash}`)
  const headers = {
    'cache-control': isHashed ? IMMUTABLE : REVALIDATE,
    'x-content-type-options': 'nosniff',
    etag,
  }
  const known = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? []
  if (known.some((tag) => tag.replace(/^W\//, '') === etag)) return new Response(null, { status: 304, headers })
  return new Response(new Uint8Array(bytes), {
    headers: { ...headers, 'content-type': type, 'content-length': String(bytes.length) },
  })
}

async function answerMade(
  file: string,
  convention: MetadataConvention,
  module: RouteModule,
  params: Promise<Params>,
): Promise<Response> {
  if (typeof module.default !== 'function') throw wrong(file, 'has no function as its default export')
  const made: unknown = await module.default({ params })
  if (made instanceof Response) return made
  const text = write(convention, made)
  if (text === null) throw wrong(file, `made ${made === null ? 'null' : typeof made}, which cannot be its content`)
  const headers = { 'content-type': CONTENT_TYPES[convention] ?? '', 'cache-control': REVALIDATE }
  return new Response(text, { headers: { ...headers, 'x-content-type-options': 'nosniff' } })
}

function write(convention: MetadataConvention, made: unknown): string | null {
  if (typeof made !== 'object' || made === null) return null
  switch (convention) {
    case 'robots':
      return writeRobots(made as Robots)
    case 'sitemap':
      return Array.isArray(made) ? writeSitemap(made as Sitemap) : null
    case 'manifest':
      return JSON.stringify(made as Manifest)
    default:
      return null
  }
}

const CONTENT_TYPES: Readonly<Partial<Record<MetadataConvention, string>>> = {
  robots: 'text/plain; charset=utf-8',
  sitemap: 'application/xml',
  manifest: 'application/manifest+json',
}

function wrong(file: string, what: string): FerryError {
  return new FerryError(handlerResult, `app/${file} ${what}.`, { place: { file: `app/${file}` } })
}
