/** Where a redirected navigation finds the payload of its new page: fetch follows it there, and the browser asks only once. */
import { PAYLOAD_PATH } from '../protocol/names.ts'

/**
 * @param location path and query with prefix, or an absolute URL
 * @returns null when it leads out of the app, or to a hash: of that fetch would not tell
 */
export function payloadLocation(location: string, prefix: string): string | null {
  if (location.includes('#')) return null
  if (!location.startsWith(`${prefix}/`) && !/^(?:$|[?#])/.test(location.slice(prefix.length))) return null
  return location.startsWith(prefix) ? prefix + PAYLOAD_PATH + location.slice(prefix.length) : null
}
