/** A page has come into place: where the window begins, and what has the focus. */

/** Where the content of a page begins: what moved the focus would otherwise leave it on a link that is gone. */
function startOfContent(): HTMLElement {
  return document.querySelector<HTMLElement>('main, [role=main]') ?? document.querySelector('h1') ?? document.body
}

/** To the top, in the window and in what scrolls the content inside it; what scrolls beside the content stays. */
export function scrollToStart(): void {
  for (let element: Element | null = startOfContent(); element; element = element.parentElement) {
    if (element.scrollTop !== 0) element.scrollTo({ top: 0, behavior: 'instant' })
  }
  scrollTo({ left: 0, top: 0, behavior: 'instant' })
}

/** What a hash names; null when nothing has that name. */
export function hashTarget(hash: string): HTMLElement | null {
  const name = decodeHash(hash.slice(1))
  return name === '' ? null : (document.getElementById(name) ?? document.getElementsByName(name)[0] ?? null)
}

/** The next Tab goes on from there. */
export function moveFocusTo(element: HTMLElement): void {
  const takes = element.hasAttribute('tabindex') || element.matches('a[href], button, input, select, textarea, summary')
  if (!takes) {
    const { outline } = element.style
    element.tabIndex = -1
    element.style.outline = 'none'
    element.addEventListener(
      'blur',
      () => {
        element.removeAttribute('tabindex')
        element.style.outline = outline
        if (element.getAttribute('style') === '') element.removeAttribute('style')
      },
      { once: true },
    )
  }
  element.focus({ preventScroll: true })
}

/**
 * The focus goes to the start of the content, as it does with a new document. Not when the new page took it for itself
 * (`autoFocus`), and not out of a field that stays: the user is writing there.
 *
 * @param before what had it when the page was handed to React
 */
export function moveFocusToStart(before: Element | null): void {
  const active = document.activeElement
  const isTaken = active !== null && active !== document.body && active !== before
  if (isTaken || isField(active)) return
  moveFocusTo(startOfContent())
}

function isField(element: Element | null): boolean {
  return element instanceof HTMLElement && (element.matches('input, select, textarea') || element.isContentEditable)
}

function decodeHash(hash: string): string {
  try {
    return decodeURIComponent(hash)
  } catch {
    return hash
  }
}
