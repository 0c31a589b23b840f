/** What V8 saw of a built server bundle → lines of the sources it was built from. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { decodedMappings, TraceMap } from '@jridgewell/trace-mapping'
import { parse } from 'acorn'
import convert from 'ast-v8-to-istanbul'
import coverage from 'istanbul-lib-coverage'
import { root } from './run-step.mjs'

/**
 * @param {string} folder where test/setup/bundle-coverage.ts has written
 * @returns {Promise<import('istanbul-lib-coverage').CoverageMap>} by absolute path of the source
 */
export async function readBundleCoverage(folder) {
  const map = coverage.createCoverageMap()
  for (const file of readdirSync(folder)) {
    const script = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    const ast = parse(script.code, { ecmaVersion: 'latest', sourceType: 'script' })
    map.merge(await convert({ ast, code: script.code, coverage: script.coverage, sourceMap: toSources(script) }))
  }
  return map
}

/**
 * Bundle → emitted file → source, in one step. The bundle's map knows only where a line or a statement begins, with its
 * indentation; what the emitted file's own map knows of the text after that is carried over as far as the texts are the same.
 */
function toSources({ code, map: text }) {
  const bundleMap = JSON.parse(text)
  const emitted = bundleMap.sources.map((name, index) => readEmitted(name, bundleMap.sourcesContent?.[index]))
  const lines = code.split('\n')
  const mappings = decodedMappings(new TraceMap(bundleMap)).map((segments, index) =>
    segments.flatMap((segment, position) => {
      const [column, source, fromLine, fromColumn] = segment
      const file = emitted[source]
      if (!file) return []
      const end = segments[position + 1]?.[0] ?? lines[index].length
      const same = sameLength(lines[index].slice(column, end), file.lines[fromLine].slice(fromColumn))
      return (file.mappings[fromLine] ?? [])
        .filter(([at]) => at >= fromColumn && at < fromColumn + same)
        .map(([at, , line, place]) => [column + at - fromColumn, source, line, place])
    }),
  )
  const sources = emitted.map((file) => file?.source ?? null)
  return { version: 3, names: [], sources, sourcesContent: emitted.map((file) => file?.content ?? null), mappings }
}

/** null: not a file of the package, or one whose text is generated. A module that is in the bundle once a layer is one source. */
function readEmitted(name, text) {
  const path = /(?:packages|node_modules)\/ferry\/(dist\/[^?]+\.js)/.exec(name)?.[1]
  const file = path && join(root, 'packages/ferry', path)
  if (!file) return null
  const written = readFileSync(file, 'utf8')
  // The map of a production build has no texts.
  if (text && withoutMapUrl(written) !== withoutMapUrl(text)) return null
  const map = JSON.parse(readFileSync(`${file}.map`, 'utf8'))
  const source = join(dirname(file), map.sources[0])
  return {
    source: pathToFileURL(source).href,
    content: readFileSync(source, 'utf8'),
    lines: written.split('\n'),
    mappings: decodedMappings(new TraceMap(map)),
  }
}

function withoutMapUrl(text) {
  return text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '').trimEnd()
}

function sameLength(a, b) {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}
