/** Rids the `dist/` of a package of what has no source any more, or is for tests. */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const EMITTED = /(?:\.d\.ts|\.js)(?:\.map)?$/
/** Never emitted, whatever is there from before. */
const FOR_TESTS = /\.test(?:-support)?$|(?:^|\/)fixtures\//
/** Not made from single sources. */
const GENERATED = /^(?:prebuilt|production)\//

/**
 * @param {string} folder holds `dist/`
 * @param {string} [sources] holds `src/`
 * @returns {string[]} what was removed, below `dist/`
 */
export function pruneDist(folder, sources = folder) {
  const dist = join(folder, 'dist')
  const entries = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(dist.length + 1)
      .replaceAll('\\', '/'),
  )
  const orphans = paths.filter((path) => EMITTED.test(path) && !GENERATED.test(path) && !hasSource(sources, path))
  for (const path of orphans) rmSync(join(dist, path))
  return orphans
}

function hasSource(sources, path) {
  const stem = path.replace(EMITTED, '')
  return !FOR_TESTS.test(stem) && ['.ts', '.tsx', '.d.ts'].some((end) => existsSync(join(sources, 'src', stem + end)))
}
