/** A table of texts and elements. */
import { element } from '../element.ts'

export function table(head: readonly string[], rows: readonly (readonly (string | HTMLElement)[])[]): HTMLElement {
  return element(
    'table',
    {},
    element(
      'thead',
      {},
      element('tr', {}, ...head.map((title) => element('th', { attributes: { scope: 'col' } }, title))),
    ),
    element('tbody', {}, ...rows.map((cells) => element('tr', {}, ...cells.map((cell) => element('td', {}, cell))))),
  )
}
