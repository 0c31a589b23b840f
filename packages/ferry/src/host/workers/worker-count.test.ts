import { availableParallelism } from 'node:os'
import { describe, expect, it } from 'vitest'
import { containerCores, workerCount } from './worker-count.ts'

describe('--workers', () => {
  it.each(['1', '4', '256'])('%s is that many', (text) => expect(workerCount(text)).toBe(Number(text)))

  it('auto is at least one, and no more than there are cores', () => {
    expect(workerCount('auto')).toBeGreaterThanOrEqual(1)
    expect(workerCount('auto')).toBeLessThanOrEqual(availableParallelism())
  })

  it.each(['0', '-1', '257', '1.5', 'many', '', ' 2'])('“%s” is wrong usage', (text) => {
    expect(() => workerCount(text)).toThrow(expect.objectContaining({ code: 'FERRY_USAGE' }))
  })
})

describe('the cores of a container', () => {
  it.each([
    ['200000 100000', 2],
    ['150000 100000\n', 2],
    ['50000 100000', 1],
    ['max 100000', Infinity],
    ['', Infinity],
  ])('%j are %d', (text, cores) => expect(containerCores(text)).toBe(cores))
})
