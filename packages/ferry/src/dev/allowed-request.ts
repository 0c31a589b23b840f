/** Which requests the dev server answers: it runs on a developer's machine, where every web page can reach it. */
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { FERRY_PATH } from '../protocol/names.ts'

/**
 * A name that is not this machine's own can be one that an attacker's DNS pointed here: then the attacker's page and the
 * dev server are one origin to the browser. IP addresses cannot be pointed elsewhere.
 *
 * @param names other host names that are expected, without ports; `*.example.com` is any direct subdomain
 */
export function isAllowedHost(header: string | undefined, names: readonly string[]): boolean {
  const name = /^(\[[^\]]*\]|[^:]*)(?::\d+)?$/.exec(header ?? '')?.[1]?.toLowerCase()
  if (name === undefined || name === '') return false
  if (name === 'localhost' || name.endsWith('.localhost') || names.some((known) => fits(name, known))) return true
  return isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0
}

function fits(name: string, known: string): boolean {
  if (!known.startsWith('*.')) return name === known
  const [first = '', ...rest] = name.split('.')
  return first !== '' && rest.join('.') === known.slice(2)
}

/** Scripts, source maps and events are for pages of this origin. Following a link from elsewhere is fine. */
export function isForeignRead(request: IncomingMessage, basePath: string): boolean {
  const target = request.url ?? ''
  if (!target.startsWith(`${basePath}${FERRY_PATH}/`) && !target.startsWith(`${FERRY_PATH}/`)) return false
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  return origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`
}
