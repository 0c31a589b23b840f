/** How long each step of a build takes. */

export interface Stopwatch<Step extends string> {
  /** Ends the step before; a step may come again. */
  begin(step: Step): void
  /** Milliseconds by step, and `total`. */
  end(): Readonly<Record<string, number>>
}

export function createStopwatch<Step extends string>(onBegin?: (step: Step) => void): Stopwatch<Step> {
  const start = performance.now()
  const times: Record<string, number> = {}
  let current: { step: Step; since: number } | null = null
  const finish = () => {
    if (current) times[current.step] = (times[current.step] ?? 0) + performance.now() - current.since
  }
  return {
    begin(step) {
      finish()
      current = { step, since: performance.now() }
      onBegin?.(step)
    },
    end() {
      finish()
      return { ...times, total: performance.now() - start }
    },
  }
}
