/** Pages that say of themselves that they read nothing of the request: `dynamic = 'error'` and `dynamic = 'force-static'`. */
import { dynamicRead } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import type { RenderRules, RequestContext } from './request-context.ts'

/**
 * True: what is read is empty. Functions that a page calls are not the page: they read what they like.
 *
 * @throws FERRY_DYNAMIC_READ, and FERRY_KEPT_PAGE_READ where there is no request to read
 */
export function readsNothing({ rules, phase, keeping }: RequestContext, api: string): boolean {
  if (rules === null && keeping !== null) throw keeping.refuse(api)
  if (rules === null || (phase !== 'render' && phase !== 'handler')) return false
  if (rules.dynamic === 'error') throw refuseRead(rules, api)
  return true
}

export function refuseRead({ file }: RenderRules, api: string): FerryError {
  const place = { file: `app/${file}` }
  return new FerryError(dynamicRead, `${api} was read, but ${place.file} says dynamic = 'error'.`, { place })
}
