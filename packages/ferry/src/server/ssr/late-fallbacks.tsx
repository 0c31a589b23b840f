/** What boundaries show for what failed after a document had begun, as HTML: scripts show it in its place, this is for readers without. */
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { renderToPipeableStream } from 'react-dom/server'
import type { FailedBoundary } from '../../protocol/browser-config.ts'
import { CutContext, readCuts } from '../../shell/boundary-frame.tsx'
import { type DocumentRender, DocumentRoot } from './document-root.tsx'
import type { RenderFailure } from './failed-boundaries.ts'

/** Everything that the page waited for is there by now. */
const PATIENCE = 1000
/** A boundary may fail as well, and the one around it. */
const MAX_ATTEMPTS = 8

/**
 * Renders the page again, with the same payload, for nothing but these boundaries.
 *
 * @param fail the boundaries with the one that shows this failure too; null when none does
 * @returns '' when there is nothing that could be shown
 */
export async function lateFallbacks(
  render: DocumentRender,
  failed: readonly FailedBoundary[],
  fail: (failed: readonly FailedBoundary[], failure: RenderFailure) => readonly FailedBoundary[] | null,
): Promise<string> {
  let shown = failed
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const failures: RenderFailure[] = []
    const html = await renderOnce({ ...render, failed: shown }, failures)
    const more = failures.reduce<readonly FailedBoundary[]>((known, failure) => fail(known, failure) ?? known, shown)
    if (more === shown) return html === null ? '' : readCuts(html).map(bodyOf).filter(fitsNoscript).join('')
    shown = more
  }
  return ''
}

/** @returns null when not even the frame of the page can be rendered */
async function renderOnce(render: DocumentRender, failures: RenderFailure[]): Promise<string | null> {
  const output = new PassThrough()
  const isRendered = await new Promise<boolean>((resolve) => {
    const html = renderToPipeableStream(
      <CutContext value>
        <DocumentRoot render={render} />
      </CutContext>,
      {
        progressiveChunkSize: Number.POSITIVE_INFINITY,
        onError: (error, info) => void failures.push({ error, digest: '', isFinal: true, info }),
        onShellError: () => resolve(false),
        onAllReady: () => {
          clearTimeout(impatient)
          html.pipe(output)
          resolve(true)
        },
      },
    )
    const impatient = setTimeout(() => html.abort(new Error('A boundary waits for something.')), PATIENCE)
  })
  return isRendered ? text(output) : null
}

/** global-error is a whole document. */
function bodyOf(html: string): string {
  return /<body[^>]*>(.*)<\/body>/s.exec(html)?.[1] ?? html
}

/** To a browser that runs scripts everything up to the first end tag is text. */
function fitsNoscript(html: string): boolean {
  return !/<\/?noscript/i.test(html)
}
