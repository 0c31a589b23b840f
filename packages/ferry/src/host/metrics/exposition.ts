/** Snapshots as Prometheus reads them (text format 0.0.4). Pure. */
import { BUCKETS, type Histogram, labelsOf, sumHistograms } from './histogram.ts'
import type { Snapshot } from './metrics.ts'

/** Counts of several processes are added up; what belongs to one of them carries its pid as `worker`. */
export function writeMetrics(snapshots: readonly Snapshot[]): string {
  const histogram = (name: string, help: string, labels: readonly string[], pick: (one: Snapshot) => Histogram) => {
    const { series } = sumHistograms(snapshots.map(pick))
    return [
      ...head(name, help, 'histogram'),
      ...Object.entries(series).flatMap(([key, counts]) => histogramLines(name, labels, labelsOf(key), counts)),
    ]
  }
  const each = (name: string, help: string, type: 'gauge' | 'counter', pick: (one: Snapshot) => number) => [
    ...head(name, help, type),
    ...snapshots.map((one) => `${name}{worker="${one.pid}"} ${pick(one)}`),
  ]
  return [
    ...histogram(
      'ferry_request_duration_seconds',
      'From the head of a request to the last byte of its answer.',
      ['method', 'status'],
      ({ requests }) => requests,
    ),
    ...histogram(
      'ferry_function_duration_seconds',
      'Server functions, from their arguments to their outcome.',
      ['function', 'outcome'],
      ({ functions }) => functions,
    ),
    ...each('ferry_requests_in_flight', 'Requests that are being answered.', 'gauge', ({ inFlight }) => inFlight),
    ...each('ferry_event_loop_delay_seconds', 'How late the event loop runs.', 'gauge', ({ loopDelay }) => loopDelay),
    ...each('process_cpu_seconds_total', 'CPU time, user and system.', 'counter', ({ cpuSeconds }) => cpuSeconds),
    ...each('process_resident_memory_bytes', 'Memory of the process.', 'gauge', ({ residentBytes }) => residentBytes),
    ...each('nodejs_heap_size_used_bytes', 'Heap in use.', 'gauge', ({ heapBytes }) => heapBytes),
    ...each('process_start_time_seconds', 'When it started, Unix time.', 'gauge', ({ startTime }) => startTime),
    '',
  ].join('\n')
}

function head(name: string, help: string, type: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`]
}

function histogramLines(
  name: string,
  labelNames: readonly string[],
  values: readonly string[],
  counts: readonly number[],
): string[] {
  const labels = labelNames.map((label, index) => `${label}="${escapeLabel(values[index] ?? '')}"`).join(',')
  let total = 0
  const lines = [...BUCKETS, '+Inf'].map((end, index) => {
    total += counts[index] ?? 0
    return `${name}_bucket{${labels},le="${end}"} ${total}`
  })
  return [...lines, `${name}_sum{${labels}} ${counts.at(-1) ?? 0}`, `${name}_count{${labels}} ${total}`]
}

function escapeLabel(value: string): string {
  return value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')
}
