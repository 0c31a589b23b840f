/** Whether this Node can run a Ferry app. */
import { Problem, problems } from './problem.ts'

const OLDEST = '20.20.2'

/** @param version Example: `20.20.2` */
export function checkNode(version: string): void {
  if (isOlder(version, OLDEST)) {
    throw new Problem(problems.oldNode, `Ferry needs Node ${OLDEST} or newer; this is ${version}.`)
  }
}

function isOlder(version: string, than: string): boolean {
  const [parts, wanted] = [version, than].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)))
  const index = wanted?.findIndex((part, position) => part !== parts?.[position]) ?? -1
  return index >= 0 && (parts?.[index] ?? 0) < (wanted?.[index] ?? 0)
}
