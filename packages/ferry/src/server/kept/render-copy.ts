/** Renders a page for nobody in particular: there is no request that it could read. */
import { Readable, Writable } from 'node:stream'
import type { Incoming } from '../../protocol/incoming.ts'
import { interruptStatus, readInterrupt } from '../../protocol/interrupt.ts'
import type { AppState } from '../app-state.ts'
import type { Page } from '../find-route.ts'
import { prefixState } from '../prefix-state.ts'
import { reportError } from '../report-error.ts'
import { pagePayload } from '../rsc/page-payload.ts'
import { renderPayload } from '../rsc/render-payload.ts'
import { runAfterTasks } from '../shared/after-answer.ts'
import { Keeping } from '../shared/keeping.ts'
import { RequestContext, runInRequest } from '../shared/request-context.ts'
import type { Copy, KeptPage } from './copy.ts'
import { LARGEST } from './copy-cache.ts'
import { openPayload, type VisitFields } from './open-payload.ts'

/** ms that a page may take: whoever asks for it meanwhile waits. */
const PATIENCE = 60_000

/**
 * @param lifetime what the page says
 * @param tags those of its path; those of the data that it reads are added
 * @returns rejects with the first error of the page; an interrupt is none
 */
export async function renderCopy(app: AppState, page: Page, lifetime: number, tags: Set<string>): Promise<Copy> {
  const begun = Date.now()
  const failures: unknown[] = []
  let stop: (reason: Error) => void = () => {}
  const keeping = new Keeping(tags, lifetime, (reason) => stop(reason))
  const context = new RequestContext(noRequest(app, page), app.services)
  context.keeping = keeping
  const report = (error: unknown) => {
    if (keeping.read === null) failures.push(error)
    return digestOf(error)
  }
  const rendered = await runInRequest(context, () => {
    const { clientManifest } = prefixState(app, page.url.prefix)
    const payload = pagePayload({
      build: app.build,
      plan: page.plan,
      params: page.params,
      segments: page.url.segments ?? [],
      intercepted: null,
      address: ANYWHERE,
      search: '',
      status: page.status,
      held: null,
      headTime: 'first',
    })
    const stream = renderPayload(payload, { clientManifest, report })
    // Not in the middle of what is being rendered.
    stop = (reason) => void setImmediate(() => stream.abort(reason))
    const patience = setTimeout(() => stop(new Error(`The page took longer than ${PATIENCE / 1000} s.`)), PATIENCE)
    const tooLarge = () => {
      if (keeping.read !== null) return
      keeping.read = 'too much'
      app.services.log('warn', 'A page is too large to be kept: it is rendered for each request.', {
        path: page.url.path,
      })
      stop(new Error('The page is too large to be kept.'))
    }
    const all = gather(stream, tooLarge).finally(() => clearTimeout(patience))
    return all.then((bytes) => ({ bytes, fields: { build: app.build, version: payload.version, url: ANYWHERE } }))
  })
  runAfterTasks(context, (error) => reportError(app, context, error, 'after()'))
  const failure = failures.find((error) => readInterrupt(error) === null)
  if (failure !== undefined && keeping.read === null) throw failure
  const isKept = keeping.read === null && keeping.lifetime > 0
  const kept = isKept ? keptPage(rendered, failures[0], page, keeping.seals) : null
  return { begun, lifetime: kept ? keeping.lifetime : Number.POSITIVE_INFINITY, tags: [...keeping.tags], page: kept }
}

const ANYWHERE = '/'

interface Rendered {
  readonly bytes: Buffer
  readonly fields: VisitFields
}

/** Who may see a page depends on who asks: that is not kept. */
function keptPage({ bytes, fields }: Rendered, thrown: unknown, page: Page, isSealed: boolean): KeptPage | null {
  const interrupt = readInterrupt(thrown)
  if (interrupt !== null && interrupt.kind !== 'redirect' && interrupt.kind !== 'not-found') return null
  return {
    status: interrupt ? interruptStatus(interrupt) : page.status,
    redirect: interrupt?.kind === 'redirect' ? (digestOf(thrown) ?? null) : null,
    isSealed,
    payload: openPayload(bytes, fields),
  }
}

function digestOf(error: unknown): string | undefined {
  return readInterrupt(error) ? (error as { readonly digest: string }).digest : undefined
}

/** A page may have no end: a stream that goes on for as long as somebody reads. */
async function gather(stream: { pipe(destination: Writable): unknown }, tooLarge: () => void): Promise<Buffer> {
  const pieces: Buffer[] = []
  let bytes = 0
  const all = new Writable({
    decodeStrings: true,
    write(piece: Buffer, _, done) {
      bytes += piece.length
      if (bytes <= LARGEST) pieces.push(piece)
      else tooLarge()
      done()
    },
  })
  const ended = new Promise<void>((resolve, reject) => all.on('finish', resolve).on('error', reject))
  stream.pipe(all)
  await ended
  return Buffer.concat(pieces)
}

function noRequest({ settings }: AppState, { url }: Page): Incoming {
  const origin = new URL(settings.publicUrl ?? 'http://localhost')
  return {
    method: 'GET',
    target: settings.basePath + url.path,
    mount: url.prefix.slice(0, url.prefix.length - settings.basePath.length),
    headers: {},
    rawHeaders: [],
    scheme: origin.protocol === 'https:' ? 'https' : 'http',
    host: origin.host,
    ip: '',
    body: Readable.from([]),
    signal: new AbortController().signal,
  }
}
