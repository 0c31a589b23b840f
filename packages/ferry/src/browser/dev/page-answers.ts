/** `ferry dev` only: answers to requests for pages that are not of the code which this page runs. */
import type { BrowserConfig } from '../../protocol/browser-config.ts'
import { DEV_DIGEST_HEADER, DEV_ERROR_EVENT } from '../../protocol/names.ts'

/** An update of the code is on its way then. ms */
const PATIENCE = 3_000

/**
 * The server answered with the page of another build than was asked for. True when this page has that one by now: ask again.
 *
 * @param asked build that the request named
 */
export async function hasCaughtUp(config: BrowserConfig, asked: string): Promise<boolean> {
  const end = performance.now() + PATIENCE
  while (config.build === asked && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20))
  return config.build !== asked
}

/** The page cannot be rendered at all, and what is on screen stays: the overlay says why. */
export function tellFailedPage({ status, headers }: Response): void {
  const digest = headers.get(DEV_DIGEST_HEADER)
  if (status !== 500 || digest === null) return
  const error = Object.assign(new Error('The page could not be rendered.'), { digest })
  dispatchEvent(new CustomEvent(DEV_ERROR_EVENT, { detail: { error, componentStack: '', isHandled: false } }))
}
