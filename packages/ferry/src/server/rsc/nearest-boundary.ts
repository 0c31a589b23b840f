/** Which boundary shows what: their ids, and where a submit to a page ends. */
import type { SegmentFile } from '../../protocol/route-table.ts'
import type { RoutePlan, SegmentPlan } from './route-plan.ts'

/** Around everything: shows global-error in the place of the whole document. No folder has this name. */
export const GLOBAL_ERROR_BOUNDARY = 'error:/'
/** Inside the root layout: shows what no other boundary does. Known to server/ssr/failed-boundaries. */
const OUTERMOST_BOUNDARY = 'interrupt:/'

export function errorBoundaryId(folder: string): string {
  return `error:${folder}`
}

export function interruptBoundaryId({ folder, isOutermost }: Pick<SegmentPlan, 'folder' | 'isOutermost'>): string {
  return isOutermost ? OUTERMOST_BOUNDARY : `interrupt:${folder}`
}

/** Without an error file of the app the outermost boundary shows errors, too. */
export function nearestErrorBoundary(plan: RoutePlan): string {
  const segment = innermostWith(plan.root, 'error')
  if (segment) return errorBoundaryId(segment.folder)
  return plan.globalError ? GLOBAL_ERROR_BOUNDARY : OUTERMOST_BOUNDARY
}

/** The outermost one shows every kind. */
export function nearestInterruptBoundary(plan: RoutePlan, kind: 'not-found' | 'forbidden' | 'unauthorized'): string {
  const segment = innermostWith(plan.root, kind)
  return segment ? interruptBoundaryId(segment) : OUTERMOST_BOUNDARY
}

function innermostWith(segment: SegmentPlan, file: SegmentFile): SegmentPlan | null {
  const next = segment.slots.find(([slot]) => slot === 'children')?.[1]
  const inner = next ? innermostWith(next, file) : null
  return inner ?? (segment.components[file] ? segment : null)
}
