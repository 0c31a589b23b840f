/** Counters that begin with their first step and end a fixed time after it; the oldest go first when there are too many. */
import type { Count } from '../protocol/store.ts'

export function createCounters(limit: number, now: () => number): (key: string, ttl: number) => Count {
  // In the order in which they began.
  const counters = new Map<string, { count: number; readonly ends: number }>()

  return (key, ttl) => {
    const time = now()
    const known = counters.get(key)
    if (known !== undefined && known.ends > time) return { count: ++known.count, endsIn: known.ends - time }
    counters.delete(key)
    counters.set(key, { count: 1, ends: time + ttl })
    for (const [oldest, { ends }] of counters) {
      if (oldest === key || (counters.size <= limit && ends > time)) break
      counters.delete(oldest)
    }
    return { count: 1, endsIn: ttl }
  }
}
