/** Names an element by its id, or by its place below the nearest element with one: the same place in the same page is the same element. */

/** Example: `#list`, `#content/0/2`, `/1/0` */
export function placeOf(element: Element): string {
  if (element.id !== '') return `#${element.id}`
  const parent = element.parentElement
  return parent ? `${placeOf(parent)}/${indexOf(element)}` : ''
}

function indexOf(element: Element): number {
  let index = 0
  for (let before = element.previousElementSibling; before; before = before.previousElementSibling) index++
  return index
}

export function elementAt(place: string): Element | null {
  const [start, ...steps] = splitPlace(place)
  const from = start === '' ? document.documentElement : document.getElementById((start as string).slice(1))
  return steps.reduce<Element | null>((element, step) => element?.children[Number(step)] ?? null, from)
}

/** An id may have slashes in it; steps are numbers. */
function splitPlace(place: string): string[] {
  const [, start = '', steps = ''] = /^(.*?)((?:\/\d+)*)$/s.exec(place) ?? []
  return [start, ...steps.split('/').slice(1)]
}
