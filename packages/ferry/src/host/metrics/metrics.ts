/** The figures of one process: requests, server functions, memory, and how late it is. */
import type { ServerResponse } from 'node:http'
import type { Observer } from '../../protocol/incoming.ts'
import { watchLoopDelay } from '../loop-delay.ts'
import { type Histogram, observe } from './histogram.ts'

export interface Snapshot {
  readonly pid: number
  /** Labels: method, status. */
  readonly requests: Histogram
  /** Labels: function, outcome. */
  readonly functions: Histogram
  readonly inFlight: number
  /** Seconds */
  readonly loopDelay: number
  readonly cpuSeconds: number
  readonly residentBytes: number
  readonly heapBytes: number
  /** Unix time in seconds */
  readonly startTime: number
}

export interface Metrics extends Observer {
  /** Counts a request until its answer has ended. */
  begin(method: string | undefined, response: ServerResponse): void
  snapshot(): Snapshot
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

export function createMetrics(): Metrics {
  const requests: Histogram = { series: {} }
  const functions: Histogram = { series: {} }
  const loopDelay = watchLoopDelay()
  const startTime = Date.now() / 1000 - process.uptime()
  let inFlight = 0

  return {
    begin(method, response) {
      const began = performance.now()
      inFlight++
      response.on('close', () => {
        inFlight--
        // Strangers choose methods; the number of series must not depend on them.
        const label = method !== undefined && METHODS.has(method) ? method : 'other'
        const status = response.writableFinished ? String(response.statusCode) : 'aborted'
        observe(requests, [label, status], performance.now() - began)
      })
    },
    functionEnded: (source, outcome, ms) => observe(functions, [source, outcome], ms),
    snapshot() {
      const { rss, heapUsed } = process.memoryUsage()
      const { user, system } = process.cpuUsage()
      return {
        pid: process.pid,
        requests,
        functions,
        inFlight,
        loopDelay: loopDelay() / 1000,
        cpuSeconds: (user + system) / 1e6,
        residentBytes: rss,
        heapBytes: heapUsed,
        startTime,
      }
    },
  }
}
