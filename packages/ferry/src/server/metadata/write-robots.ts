/** robots.txt (RFC 9309). */
import type { Robots, RobotsRule } from './metadata-output.ts'

export function writeRobots({ rules, host, sitemap }: Robots): string {
  const groups = list(rules).map(writeGroup)
  const rest = [...line('Host', host), ...list(sitemap).flatMap((url) => line('Sitemap', url))]
  return `${[...groups, ...(rest.length > 0 ? [rest.join('\n')] : [])].join('\n\n')}\n`
}

function writeGroup({ userAgent, allow, disallow, crawlDelay }: RobotsRule): string {
  const agents = userAgent === undefined ? ['*'] : list(userAgent)
  return [
    ...agents.flatMap((agent) => line('User-Agent', agent)),
    ...list(allow).flatMap((path) => line('Allow', path)),
    ...list(disallow).flatMap((path) => line('Disallow', path)),
    ...line('Crawl-delay', crawlDelay),
  ].join('\n')
}

/** What has more than one line would be more than one statement. */
function line(name: string, value: string | number | undefined): string[] {
  return value === undefined ? [] : [`${name}: ${String(value).replace(/[\r\n]+/g, ' ')}`]
}

function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value as T]
}
