/** Tells when an element comes near the viewport, and when it leaves again. One observer serves all elements. */
let observer: IntersectionObserver | undefined
const watched = new WeakMap<Element, { enter(): () => void; leave?: (() => void) | undefined }>()

/**
 * @param enter called each time the element comes near; what it returns, when it leaves again or is no longer watched
 * @returns ends it
 */
export function whileVisible(element: Element, enter: () => () => void): () => void {
  observer ??= new IntersectionObserver(report, { rootMargin: '200px' })
  watched.set(element, { enter })
  observer.observe(element)
  return () => {
    observer?.unobserve(element)
    watched.get(element)?.leave?.()
    watched.delete(element)
  }
}

function report(entries: readonly IntersectionObserverEntry[]): void {
  for (const { isIntersecting, target } of entries) {
    const watch = watched.get(target)
    if (!watch || isIntersecting === (watch.leave !== undefined)) continue
    if (isIntersecting) watch.leave = watch.enter()
    else {
      watch.leave?.()
      watch.leave = undefined
    }
  }
}
