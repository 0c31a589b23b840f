/** What the data cache holds, the one that was used last first. */
import type { DevState } from '../../../protocol/dev-event.ts'
import { element } from '../element.ts'
import { table } from './table.ts'

export function cacheView({ cache }: DevState): HTMLElement {
  if (cache.length === 0) return element('p', {}, 'The data cache is empty.')
  const now = Date.now()
  const rows = [...cache]
    .reverse()
    .map(({ key, tags, oldAt }) => [
      element('code', {}, key),
      tags.join(', '),
      oldAt === null ? 'never old' : oldAt <= now ? 'old' : `old in ${Math.ceil((oldAt - now) / 1_000)} s`,
    ])
  return table(['Entry', 'Tags', ''], rows)
}
