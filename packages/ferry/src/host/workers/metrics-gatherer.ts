/** The figures of all workers, asked for and put together by the first process. */
import type { FromWorker, ToWorker } from './messages.ts'

/** ms; a worker that is too busy to answer is left out. */
const PATIENCE = 1_000

export interface MetricsGatherer {
  gather(): Promise<readonly unknown[]>
  receive(message: Extract<FromWorker, { ferry: 'metrics' }>): void
}

export function createMetricsGatherer(tellAll: (message: ToWorker) => void, size: () => number): MetricsGatherer {
  const rounds = new Map<number, { readonly snapshots: unknown[]; readonly wanted: number; readonly end: () => void }>()
  let next = 0
  return {
    gather: () =>
      new Promise((resolve) => {
        const id = next++
        const snapshots: unknown[] = []
        const end = () => {
          clearTimeout(timer)
          rounds.delete(id)
          resolve(snapshots)
        }
        const timer = setTimeout(end, PATIENCE)
        rounds.set(id, { snapshots, wanted: size(), end })
        tellAll({ ferry: 'report-metrics', id })
      }),
    receive({ id, snapshot }) {
      const round = rounds.get(id)
      if (round === undefined) return
      round.snapshots.push(snapshot)
      if (round.snapshots.length >= round.wanted) round.end()
    },
  }
}
