/** The server functions of the app: those that this page can call, and how often each was. */
import type { DevState } from '../../../protocol/dev-event.ts'
import { element } from '../element.ts'
import { placeLink } from '../problem-view.ts'
import { fetchPayload } from './fetch-payload.ts'
import { table } from './table.ts'

export async function functionsView({ functions, calls }: DevState): Promise<HTMLElement> {
  if (functions.length === 0)
    return element('p', {}, 'There are no public server functions in what is compiled so far.')
  const inPage = idsIn(await fetchPayload())
  const rows = functions.map(({ id, source }) => {
    const [file = '', name = ''] = source.split('#')
    const times = calls.filter((call) => call.id === id).length
    return {
      order: `${inPage.has(id) ? 0 : 1} ${source}`,
      cells: [
        element('code', {}, name),
        placeLink({ file }),
        inPage.has(id) ? 'in this page' : '',
        times === 0 ? '' : String(times),
        element('code', { class: 'soft' }, id),
      ],
    }
  })
  const ordered = rows.sort((a, b) => (a.order < b.order ? -1 : 1))
  return table(
    ['Function', 'File', '', 'Calls', 'Id'],
    ordered.map(({ cells }) => cells),
  )
}

/** In the payload and in the hidden fields of forms; functions that client modules import are named by neither. */
function idsIn(payload: Uint8Array): ReadonlySet<string> {
  const fields = [...document.querySelectorAll('input[type="hidden"]')].map((input) => input.getAttribute('name') ?? '')
  const text = `${new TextDecoder().decode(payload)} ${fields.join(' ')}`
  return new Set(text.match(/\b[0-9a-f]{40}\b/g) ?? [])
}
