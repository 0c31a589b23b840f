import { describe, expect, it } from 'vitest'
import { writeMetrics } from './exposition.ts'
import { type Histogram, observe } from './histogram.ts'
import type { Snapshot } from './metrics.ts'

function snapshot(pid: number, fill: (requests: Histogram, functions: Histogram) => void): Snapshot {
  const requests: Histogram = { series: {} }
  const functions: Histogram = { series: {} }
  fill(requests, functions)
  const rest = { inFlight: pid, loopDelay: 0.5, cpuSeconds: 1.25, residentBytes: 1000, heapBytes: 500, startTime: 7 }
  return { pid, requests, functions, ...rest }
}

const lines = (text: string, start: string) => text.split('\n').filter((line) => line.startsWith(start))

describe('the metrics', () => {
  it('count durations in buckets that include the smaller ones', () => {
    const text = writeMetrics([
      snapshot(1, (requests) => {
        for (const ms of [1, 5, 6, 300, 60_000]) observe(requests, ['GET', '200'], ms)
      }),
    ])
    const counts = lines(text, 'ferry_request_duration_seconds_bucket').map((line) => Number(line.split(' ').at(-1)))
    expect(counts).toEqual([2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 5])
    expect(text).toContain('ferry_request_duration_seconds_bucket{method="GET",status="200",le="+Inf"} 5')
    expect(text).toContain('ferry_request_duration_seconds_count{method="GET",status="200"} 5')
    const [sum] = lines(text, 'ferry_request_duration_seconds_sum')
    expect(Number(sum?.split(' ').at(-1))).toBeCloseTo(60.312)
  })

  it('add up what several processes counted, and keep apart what is each one’s own', () => {
    const one = snapshot(1, (_, functions) => observe(functions, ['app/a.ts#save', 'value'], 10))
    const two = snapshot(2, (_, functions) => {
      observe(functions, ['app/a.ts#save', 'value'], 10)
      observe(functions, ['app/a.ts#save', 'failure'], 10)
    })
    const text = writeMetrics([one, two])
    expect(text).toContain('ferry_function_duration_seconds_count{function="app/a.ts#save",outcome="value"} 2')
    expect(text).toContain('ferry_function_duration_seconds_count{function="app/a.ts#save",outcome="failure"} 1')
    expect(lines(text, 'ferry_requests_in_flight{')).toEqual([
      'ferry_requests_in_flight{worker="1"} 1',
      'ferry_requests_in_flight{worker="2"} 2',
    ])
    expect(one.functions.series).not.toBe(two.functions.series)
    expect(writeMetrics([one, two])).toBe(text)
  })

  it('are text of the format: a HELP and a TYPE for each name, escaped labels, a line break at the end', () => {
    const text = writeMetrics([snapshot(1, (_, functions) => observe(functions, ['a"\\\n', 'value'], 1))])
    expect(text).toContain('function="a\\"\\\\\\n"')
    expect(text.endsWith('\n')).toBe(true)
    for (const line of text.trimEnd().split('\n')) {
      expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+\{[^\n]*\} [\d.e+-]+)$/)
    }
  })
})
