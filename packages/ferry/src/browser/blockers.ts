/** Those who may stop a navigation, because something would be lost. */
import type { BlockCheck, NavigationTarget } from '../shell/segment-context.ts'

export interface Blockers {
  add(check: BlockCheck): () => void
  /** True when somebody stops it; they may still let it `proceed`. */
  stop(to: NavigationTarget, proceed: () => void): boolean
}

export function createBlockers(): Blockers {
  const checks = new Set<BlockCheck>()
  return {
    add(check) {
      checks.add(check)
      return () => checks.delete(check)
    },
    stop: (to, proceed) => [...checks].some((check) => check(to, proceed)),
  }
}
