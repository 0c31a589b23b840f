/** Errors over the page: a dialog to page through, which closes when they are mended, or when the reader wants. */
import type { DevProblem } from '../../protocol/dev-problem.ts'
import { button, element } from './element.ts'
import { KINDS, problemView } from './problem-view.ts'
import type { ShadowHost } from './shadow-host.ts'

export interface Overlay {
  /** Shows these, the first one first; none closes it. */
  show(problems: readonly DevProblem[]): void
  /** Where there is something to show. */
  open(): void
}

const HEADING = 'problem'

export function createOverlay(host: ShadowHost): Overlay {
  let problems: readonly DevProblem[] = []
  let at = 0
  const dialog = element('dialog', { attributes: { 'aria-labelledby': HEADING } })
  host.root.append(dialog)
  dialog.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (step !== undefined) turn(step)
  })

  function turn(step: number): void {
    const next = at + step
    if (next < 0 || next >= problems.length) return
    at = next
    render()
  }

  function render(): void {
    const problem = problems[at]
    if (!problem) return
    const focused = (host.root.activeElement as HTMLElement | null)?.getAttribute('aria-label')
    const count = `${at + 1} of ${problems.length}`
    dialog.replaceChildren(
      element(
        'header',
        {},
        element('span', { class: 'kind' }, KINDS[problem.kind]),
        element('span', { class: 'space' }),
        problems.length > 1 && pager('Previous error', '‹', at > 0, () => turn(-1)),
        problems.length > 1 && element('span', { attributes: { role: 'status' } }, count),
        problems.length > 1 && pager('Next error', '›', at < problems.length - 1, () => turn(1)),
        button('Close', { onClick: () => dialog.close() }, '✕'),
      ),
      element('div', { class: 'body' }, problemView(problem, HEADING)),
    )
    const again = focused && dialog.querySelector<HTMLElement>(`header [aria-label="${focused}"]:not([disabled])`)
    if (again) again.focus()
  }

  return {
    show(next) {
      const reading = problems[at]
      problems = next
      at = Math.max(0, reading ? next.indexOf(reading) : 0)
      if (next.length === 0) dialog.close()
      else if (dialog.open) render()
    },
    open() {
      if (problems.length === 0) return
      host.attach()
      render()
      if (!dialog.open) dialog.showModal()
    },
  }
}

function pager(label: string, sign: string, enabled: boolean, onClick: () => void): HTMLButtonElement {
  return button(label, { onClick, ...(!enabled && { attributes: { disabled: '' } }) }, sign)
}
