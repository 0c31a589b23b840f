/** The page that a server function was called from: it is up to date afterwards, and stays so. */
import type { AppState } from '../app-state.ts'
import { readAddress } from '../canonical-url.ts'
import { findRoute, type Page } from '../find-route.ts'
import { invalidate } from '../shared/invalidation.ts'
import { tagOfPath } from '../shared/path-tags.ts'

/** A page that is rendered anew for the answer of a function leaves no older copy behind. */
export function forgetCopy(app: AppState, { plan, url }: Page): void {
  if (app.kept !== null && plan.config.keep !== null) invalidate('forget', tagOfPath(url.path, 'page'))
}

/** @param address path and query of a page, as the browser says */
export async function forgetCopyAt(app: AppState, mount: string, address: unknown): Promise<void> {
  const url =
    app.kept !== null && typeof address === 'string' ? readAddress(address, mount, app.settings.basePath) : null
  if (url === null) return
  try {
    const found = await findRoute(app, url, url)
    if (found.kind === 'page') forgetCopy(app, found.page)
  } catch {
    // A page that cannot be found out about has no copy. What the function did stands.
  }
}
