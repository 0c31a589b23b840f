/** Places in the server bundle → places in the sources, by the source map beside it: read when the first stack is logged, not before. */
import { readFileSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { join } from 'node:path'

/** @param dir what `ferry build` wrote */
export function readSourcePlaces(dir: string): (stack: string) => string {
  const bundle = join(dir, 'server', 'index.js')
  const place = new RegExp(`${bundle.replace(/[^\w]/g, '\\$&')}:(\\d+):(\\d+)`, 'g')
  let map: SourceMap | null | undefined

  return (stack) => {
    if (!stack.includes(bundle)) return stack
    map ??= loadMap(`${bundle}.map`)
    return stack.replace(place, (own, line: string, column: string) => {
      const entry = map?.findEntry(Number(line) - 1, Number(column) - 1)
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
