/** Places in the server's bundles → places in the sources, by the source maps beside them: read when the first stack is logged, not before. */
import { readFileSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { join } from 'node:path'

/** @param dir what `ferry build` wrote */
export function readSourcePlaces(dir: string): (stack: string) => string {
  const folder = join(dir, 'server', '/')
  const place = new RegExp(`(${folder.replace(/[^\w]/g, '\\$&')}[\\w.-]+\\.js):(\\d+):(\\d+)`, 'g')
  const maps = new Map<string, SourceMap | null>()

  return (stack) => {
    if (!stack.includes(folder)) return stack
    return stack.replace(place, (own, bundle: string, line: string, column: string) => {
      if (!maps.has(bundle)) maps.set(bundle, loadMap(`${bundle}.map`))
      const entry = maps.get(bundle)?.findEntry(Number(line) - 1, Number(column) - 1)
      if (entry === undefined || !('originalSource' in entry)) return own
      return `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
    })
  }
}

/** A build without its map is still a build. */
function loadMap(file: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload)
  } catch {
    return null
  }
}
