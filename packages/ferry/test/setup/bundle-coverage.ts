/**
 * Measures what the tests of a file run inside server bundles that they build. The runner itself measures only modules that
 * it has evaluated. In use when BUNDLE_COVERAGE names the folder that scripts/coverage.mjs collects from.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach } from 'vitest'

const folder = process.env.BUNDLE_COVERAGE as string
const { cache } = createRequire(import.meta.url)
/** The app's own part, and Ferry's. */
const BUNDLES = ['index.js', 'runtime.js'].map((name) => join('dist', 'server', name))
const bundles = new Map<string, { readonly code: string; readonly map: string }>()

const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })

// At once: what a test has built is gone when its file ends.
afterEach(() => {
  for (const file of Object.keys(cache)) {
    // A test may have removed its app.
    if (bundles.has(file) || !BUNDLES.some((name) => file.endsWith(name)) || !existsSync(file)) continue
    bundles.set(file, { code: readFileSync(file, 'utf8'), map: readFileSync(`${file}.map`, 'utf8') })
  }
})

afterAll(async () => {
  const { result } = await session.post('Profiler.takePreciseCoverage')
  session.disconnect()
  for (const [file, bundle] of bundles) {
    const { href: url } = pathToFileURL(file)
    // A file that was loaded anew is a script of its own.
    for (const { scriptId, functions } of result.filter((script) => script.url === url || script.url === file)) {
      writeFileSync(
        join(folder, `${process.pid}-${scriptId}.json`),
        JSON.stringify({ ...bundle, coverage: { url, functions } }),
      )
    }
  }
})
