/** Tells once when an element comes near the viewport. One observer serves all elements. */
let observer: IntersectionObserver | undefined
const waiting = new WeakMap<Element, () => void>()

export function whenVisible(element: Element, then: () => void): () => void {
  observer ??= new IntersectionObserver(report, { rootMargin: '200px' })
  waiting.set(element, then)
  observer.observe(element)
  return () => observer?.unobserve(element)
}

function report(entries: readonly IntersectionObserverEntry[]): void {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue
    observer?.unobserve(target)
    waiting.get(target)?.()
  }
}
