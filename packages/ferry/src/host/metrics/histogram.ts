/** Durations counted in buckets, as Prometheus adds them up. Plain data, so that a process can send it to another. */

export interface Histogram {
  /** By label values, joined. Each has a count per bucket, those beyond the last one, and the sum in seconds at the end. */
  readonly series: Record<string, number[]>
}

/** Seconds; upper ends. */
export const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

/** Label values are joined with it; none of them may have it. */
const SEPARATOR = '\u0001'

export function observe(histogram: Histogram, labels: readonly string[], milliseconds: number): void {
  const key = labels.join(SEPARATOR)
  const seconds = milliseconds / 1000
  const counts = histogram.series[key] ?? new Array<number>(BUCKETS.length + 2).fill(0)
  histogram.series[key] = counts
  const bucket = BUCKETS.findIndex((end) => seconds <= end)
  const index = bucket === -1 ? BUCKETS.length : bucket
  counts[index] = (counts[index] ?? 0) + 1
  counts[BUCKETS.length + 1] = (counts[BUCKETS.length + 1] ?? 0) + seconds
}

export function labelsOf(key: string): readonly string[] {
  return key.split(SEPARATOR)
}

/** What several processes counted, as if it were one. */
export function sumHistograms(histograms: readonly Histogram[]): Histogram {
  const series: Record<string, number[]> = {}
  for (const histogram of histograms) {
    for (const [key, counts] of Object.entries(histogram.series)) {
      const sum = series[key] ?? []
      series[key] = counts.map((count, index) => count + (sum[index] ?? 0))
    }
  }
  return { series }
}
