/** The calls of server functions, the newest first: with what, what came of it, how long, and what else came with it. */
import type { DevCallEntry, DevState } from '../../../protocol/dev-event.ts'
import { element } from '../element.ts'
import { bytesText, millisecondsText } from './quantities.ts'
import { table } from './table.ts'

export function callsView({ calls }: DevState): HTMLElement {
  if (calls.length === 0) return element('p', {}, 'No server function has been called since the dev server started.')
  return table(['Time', 'Function', 'Arguments', 'Result', 'Took', 'Answer', ''], [...calls].reverse().map(row))
}

function row({ source, at, arguments: values, result, outcome, duration, status, bytes, ...call }: DevCallEntry) {
  const isBad = outcome === 'threw' || outcome === 'refused'
  return [
    new Date(at).toLocaleTimeString(),
    element('code', {}, source),
    element('code', {}, values.join(', ')),
    element('span', {}, element('b', isBad ? { class: 'bad' } : {}, outcome), ' ', element('code', {}, result)),
    duration === null ? 'not run' : millisecondsText(duration),
    `${status} · ${bytesText(bytes)}`,
    notes(call).join(', '),
  ]
}

function notes({
  refreshed,
  replayed,
  javascript,
  page,
}: Pick<DevCallEntry, 'refreshed' | 'replayed' | 'javascript' | 'page'>) {
  return [
    ...(javascript ? [] : ['without JavaScript']),
    ...(replayed ? ['replayed'] : []),
    ...(refreshed ? ['page refreshed'] : []),
    ...(page === '' ? [] : [`from ${page}`]),
  ]
}
