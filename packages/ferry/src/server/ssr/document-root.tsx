/** The root that the renderer of documents renders: decodes the payload inside the render it is for. */
import { type ReactNode, use } from 'react'
import { preinit } from 'react-dom'
import { createFromNodeStream } from 'react-server-dom-webpack/client'
import type { FailedBoundary } from '../../protocol/browser-config.ts'
import type { PagePayload } from '../../protocol/payload.ts'
import { PayloadRoot } from '../../shell/payload-root.tsx'
import type { RouterApi } from '../../shell/segment-context.ts'
import type { ConsumerManifest } from './consumer-manifest.ts'
import type { RowSource } from './payload-tap.ts'

/** One render of a document. */
export interface DocumentRender {
  readonly manifest: ConsumerManifest
  readonly basePath: string
  readonly nonce: string | undefined
  readonly styles: readonly string[]
  readonly failed: readonly FailedBoundary[]
  readonly models: Map<number, unknown>
  rows(): RowSource
  /** Made in the first attempt to render the root, so that it belongs to this render. */
  page?: Promise<PagePayload>
}

export function DocumentRoot({ render }: { render: DocumentRender }): ReactNode {
  render.page ??= decode(render)
  return <PayloadRoot page={use(render.page)} router={ROUTER} basePath={render.basePath} failed={render.failed} />
}

function decode({ manifest, nonce, styles, models, rows }: DocumentRender): Promise<PagePayload> {
  for (const href of styles) preinit(href, { as: 'style', precedence: 'ferry' })
  return createFromNodeStream(rows(), manifest, { models, ...(nonce !== undefined && { nonce }) })
}

/** Nothing navigates on the server. */
const ROUTER: RouterApi = {
  push() {},
  replace() {},
  back() {},
  forward() {},
  refresh() {},
  prefetch() {},
}
