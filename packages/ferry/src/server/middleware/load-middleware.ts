/** The app's middleware.ts, loaded and checked when the app starts. */
import { middlewareResult } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import { middlewareModule } from '../rsc/app-modules.ts'
import type { Middleware } from './run-middleware.ts'

/** null: the app has none. */
export async function loadMiddleware(): Promise<Middleware | null> {
  if (!middlewareModule) return null
  const { default: middleware } = await middlewareModule()
  if (typeof middleware === 'function') return middleware as Middleware
  throw new FerryError(middlewareResult, 'middleware.ts has no function as its default export.', {
    place: { file: 'middleware.ts' },
  })
}
