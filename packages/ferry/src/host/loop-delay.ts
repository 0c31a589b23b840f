/** How late the event loop runs: the lateness of a timer, falling off slowly so that a long block is remembered for a moment. */

/** ms */
const EVERY = 100
/** What is left of an old lateness at each look: a tenth after about a second. */
const FADING = 0.8

/** From now on. The result gives the delay in ms as it is known at the moment. */
export function watchLoopDelay(): () => number {
  let delay = 0
  let expected = performance.now() + EVERY
  const timer = setInterval(() => {
    const now = performance.now()
    delay = Math.max(now - expected, delay * FADING, 0)
    expected = now + EVERY
  }, EVERY)
  timer.unref()
  return () => delay
}
