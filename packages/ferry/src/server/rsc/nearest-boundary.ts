/** The boundary that shows what a submit to a page ended with. */
import type { SegmentFile } from '../../protocol/route-table.ts'
import type { RoutePlan, SegmentPlan } from './route-plan.ts'

/** Ids of boundaries, as segment-elements gives them. */
export function errorBoundaryId(folder: string): string {
  return `error:${folder}`
}

export function interruptBoundaryId(folder: string): string {
  return `interrupt:${folder}`
}

/** Without an error file around the page the outermost boundary shows errors, too. */
export function nearestErrorBoundary(plan: RoutePlan): string {
  const segment = innermostWith(plan.root, 'error')
  return segment ? errorBoundaryId(segment.folder) : interruptBoundaryId(plan.root.folder)
}

/** The outermost one shows every kind. */
export function nearestInterruptBoundary(plan: RoutePlan, kind: 'not-found' | 'forbidden' | 'unauthorized'): string {
  return interruptBoundaryId((innermostWith(plan.root, kind) ?? plan.root).folder)
}

function innermostWith(segment: SegmentPlan, file: SegmentFile): SegmentPlan | null {
  const next = segment.slots.find(([slot]) => slot === 'children')?.[1]
  const inner = next ? innermostWith(next, file) : null
  return inner ?? (segment.components[file] ? segment : null)
}
