/** The meaning of one file name below app/: which convention it is, if any. */
import type { SegmentFile } from '../protocol/route-table.ts'

export type Convention = SegmentFile | 'global-error' | 'global-not-found'

const SEGMENT_FILES: ReadonlySet<string> = new Set<SegmentFile>([
  'layout',
  'template',
  'page',
  'loading',
  'error',
  'not-found',
  'forbidden',
  'unauthorized',
  'default',
  'route',
])
const ROOT_FILES: ReadonlySet<string> = new Set<Convention>(['global-error', 'global-not-found'])

/**
 * The convention of a file, or null for a file that routing does not look at (a component beside a page, a test, `icon.png`).
 *
 * @param baseName Example: `page.tsx`
 * @param extensions Without the dot. Example: `['tsx', 'ts', 'jsx', 'js']`
 * @param isRoot whether the file lies in app/ itself
 */
export function conventionOf(baseName: string, extensions: readonly string[], isRoot: boolean): Convention | null {
  for (const extension of extensions) {
    if (!baseName.endsWith(`.${extension}`)) continue
    const name = baseName.slice(0, -extension.length - 1)
    if (SEGMENT_FILES.has(name) || (isRoot && ROOT_FILES.has(name))) return name as Convention
  }
  return null
}
