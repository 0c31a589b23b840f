/** The small button of `ferry dev`: opens the errors when there are any, else the panel. */
import { button, element } from './element.ts'

export interface Launcher {
  /** Number of errors. */
  set(errors: number): void
}

export function createLauncher(root: ShadowRoot, onClick: () => void): Launcher {
  const node = button('Ferry: open the development panel', { class: 'launcher', onClick }, 'Ferry')
  root.append(node)
  return {
    set(errors) {
      const label =
        errors === 0
          ? 'Ferry: open the development panel'
          : `Ferry: ${errors} ${errors === 1 ? 'error' : 'errors'}, show`
      node.setAttribute('aria-label', label)
      node.title = label
      node.replaceChildren('Ferry', ...(errors === 0 ? [] : [element('span', { class: 'count' }, String(errors))]))
    },
  }
}
