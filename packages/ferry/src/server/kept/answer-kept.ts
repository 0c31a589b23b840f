/** A page that is kept as an answer: what all have of it from its copy, what each visit has of its own made anew. */
import { AsyncResource } from 'node:async_hooks'
import type { Writable } from 'node:stream'
import type { Answer, AnswerStream } from '../../protocol/incoming.ts'
import { payloadHeaders } from '../answer-headers.ts'
import { answerDocument, navigationRedirect } from '../answer-page.ts'
import type { AppState } from '../app-state.ts'
import type { Page } from '../find-route.ts'
import { reportError } from '../report-error.ts'
import { nextVersion } from '../rsc/payload-version.ts'
import { isDraft } from '../shared/draft-mode.ts'
import type { RequestContext } from '../shared/request-context.ts'
import { tagsOfPage } from '../shared/path-tags.ts'
import type { KeptPage } from './copy.ts'
import type { KeptPages, PageSource } from './kept-pages.ts'
import { closePayload } from './open-payload.ts'
import { renderCopy } from './render-copy.ts'

/** null: every request gets this page rendered for itself. */
export function keptPages(app: AppState, context: RequestContext, page: Page): KeptPages | null {
  const isKept = page.plan.config.keep !== null && page.route !== null && page.intercepted === null
  return isKept && !isDraft(context) ? app.kept : null
}

export async function answerKeptDocument(
  app: AppState,
  kept: KeptPages,
  context: RequestContext,
  page: Page,
): Promise<Answer> {
  const found = await findPayload(app, kept, context, page)
  return answerDocument(app, context, page, null, found && streamOf(found.payload))
}

/** null: the page is to be rendered for this request. */
export async function answerKeptPayload(
  app: AppState,
  kept: KeptPages,
  context: RequestContext,
  page: Page,
): Promise<Answer | null> {
  const found = await findPayload(app, kept, context, page)
  if (found === null) return null
  const { status, redirect } = found.copy
  const moved = redirect === null ? null : navigationRedirect(app, context, { digest: redirect }, page)
  return moved ?? { status, headers: payloadHeaders(), body: found.payload }
}

async function findPayload(
  app: AppState,
  kept: KeptPages,
  context: RequestContext,
  page: Page,
): Promise<{ readonly copy: KeptPage; readonly payload: Buffer } | null> {
  // Before the copy is looked for: it may show nothing that is done from here on.
  const version = nextVersion()
  const copy = await kept.get(keyOfPage(page), sourceOf(app, context, page))
  return copy && { copy, payload: closePayload(copy.payload, { build: app.build, version, url: page.address }) }
}

/** Names of files are in a payload, and those begin with the prefix. */
export function keyOfPage({ url }: Page): string {
  return `${url.prefix} ${url.path}`
}

function sourceOf(app: AppState, context: RequestContext, page: Page): PageSource {
  const lifetime = page.plan.config.keep?.lifetime ?? Number.POSITIVE_INFINITY
  return {
    tags: tagsOfPage(page.url.path, page.route ?? page.url.path),
    render: (tags) => nowhere.runInAsyncScope(() => renderCopy(app, page, lifetime, tags)),
    failed: (error) => reportError(app, context, error, 'renewing a kept page'),
  }
}

/** What the app's own code has hung on the asynchronous work of a visitor's request is not there. */
const nowhere = new AsyncResource('FERRY_KEPT_PAGE')

function streamOf(bytes: Buffer): AnswerStream {
  return {
    pipe<D extends Writable>(destination: D): D {
      destination.write(bytes)
      destination.end()
      return destination
    },
    abort() {},
  }
}
