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
 * indentation; what the emitted file's own map knows of the text after that is carried over where the texts are the same.
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
      const runs = sameRuns(lines[index].slice(column, end), file.lines[fromLine].slice(fromColumn))
      return (file.mappings[fromLine] ?? []).flatMap(([at, , line, place]) => {
        const run = runs.find(({ from, length }) => at >= fromColumn + from && at < fromColumn + from + length)
        return run ? [[column + run.at + at - fromColumn - run.from, source, line, place]] : []
      })
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

/** Where two lines say the same. What was imported is a member of its module in a bundle: `link` and `(0,_tag_js__.link)`. */
function sameRuns(bundle, emitted) {
  const runs = []
  let [at, from] = [0, 0]
  for (;;) {
    let length = 0
    while (at + length < bundle.length && bundle[at + length] === emitted[from + length]) length++
    if (length > 0) runs.push({ at, from, length })
    const name = /[\w$]*$/.exec(emitted.slice(0, from + length))[0].length
    const own = /^[\w$]+/.exec(emitted.slice(from + length - name))
    const member = /^(?:\(0,\s*[\w$]+\.[\w$]+\)|[\w$]+\.[\w$]+)/.exec(bundle.slice(at + length - name))
    if (!own || own[0].length === name || !member) return runs
    // The name itself stands at the beginning of its member.
    runs.push({ at: at + length - name, from: from + length - name, length: 1 })
    at += length - name + member[0].length
    from += length - name + own[0].length
  }
}
