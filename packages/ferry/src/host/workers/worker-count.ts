/** How many workers `--workers` means. */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { usage } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'

const MOST = 256

/** `auto`: one for each core this process may use, in a container as many as it was given. Throws FERRY_USAGE. */
export function workerCount(text: string): number {
  if (text === 'auto') return Math.max(1, Math.min(availableParallelism(), containerCores(readCgroup())))
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (count >= 1 && count <= MOST) return count
  throw new FerryError(usage, `“${text}” is no number of workers: give 1 to ${MOST}, or auto.`)
}

/** The quota of a cgroup's cpu.max, such as `150000 100000`, rounded up; Infinity when there is none. */
export function containerCores(cpuMax: string): number {
  const [quota, period] = cpuMax.trim().split(' ').map(Number)
  return quota !== undefined && period !== undefined && quota > 0 && period > 0 ? Math.ceil(quota / period) : Infinity
}

function readCgroup(): string {
  try {
    return readFileSync('/sys/fs/cgroup/cpu.max', 'utf8')
  } catch {
    return ''
  }
}
