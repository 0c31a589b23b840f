/** The route of this page as a tree of its files, and the other routes of the app. */
import type { DevRoute, DevState } from '../../../protocol/dev-event.ts'
import { element } from '../element.ts'
import { placeLink } from '../problem-view.ts'
import { table } from './table.ts'

export function routeView({ page, routes }: DevState): HTMLElement {
  return element(
    'div',
    {},
    element('h2', {}, 'This page'),
    page === null ? element('p', {}, 'No route of the app has this address.') : tree(page),
    element('h2', {}, `Routes (${routes.length})`),
    table(
      ['Path', 'Kind', 'File'],
      routes.map(({ path, kind, files }) => [
        element('code', {}, path),
        kind,
        placeLink({ file: `app/${files.at(-1)}` }),
      ]),
    ),
  )
}

/** Each folder within the one before. */
function tree({ path, files }: DevRoute): HTMLElement {
  const rows = files.map((file) => {
    const depth = file.split('/').length - 1
    const row = element('li', {}, placeLink({ file: `app/${file}` }))
    row.style.paddingInlineStart = `${depth * 1.25}rem`
    return row
  })
  return element('div', {}, element('p', {}, element('code', {}, path)), element('ol', { class: 'tree' }, ...rows))
}
