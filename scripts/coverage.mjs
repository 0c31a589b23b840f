/** `npm run coverage`: which lines of the rooms no test reaches. Fails below LEAST percent of a room. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import coverage from 'istanbul-lib-coverage'
import { readBundleCoverage } from './bundle-lines.mjs'
import { root, runStep } from './run-step.mjs'

const ROOMS = ['protocol', 'router', 'errors', 'build/directives', 'server']
const LEAST = 95
const src = join('packages', 'ferry', 'src')

const folder = mkdtempSync(join(tmpdir(), 'ferry-coverage-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
const unit = join(folder, 'unit')
const bundles = join(folder, 'bundles')
mkdirSync(bundles)

const vitest = ['npx', '--no-install', 'vitest', 'run']
const unitOptions = ['--coverage', '--coverage.reportOnFailure', '--coverage.reporter=json']
unitOptions.push(`--coverage.reportsDirectory=${unit}`, `--coverage.include=${src}/{${ROOMS.join(',')}}/**/*.{ts,tsx}`)

const passed = [
  await runStep('Build', ['npm', 'run', '--silent', 'build', '-w', 'ferry']),
  await runStep('Unit tests', [...vitest, ...ROOMS.map((room) => join(src, room)), ...unitOptions]),
  await runStep('Tests of built apps', [...vitest, '--project', 'built'], {
    env: { BUNDLE_COVERAGE: bundles },
  }),
].every(({ ok }) => ok)

const lines = reachedLines(readUnitCoverage(), await readBundleCoverage(bundles))
const enough = ROOMS.map((room) => printRoom(room, lines)).every(Boolean)
if (!passed || !enough) process.exitCode = 1

/** Names every file of the rooms, whether a test has loaded it or not: it says which lines there are. */
function readUnitCoverage() {
  return coverage.createCoverageMap(JSON.parse(readFileSync(join(unit, 'coverage-final.json'), 'utf8')))
}

/** @returns {Map<string, [line: number, reached: boolean][]>} by path below src */
function reachedLines(own, bundle) {
  const inBundles = new Set(bundle.files())
  return new Map(
    own.files().map((file) => {
      const known = own.fileCoverageFor(file).getLineCoverage()
      const built = inBundles.has(file) ? bundle.fileCoverageFor(file).getLineCoverage() : {}
      checkPlaces(file, known, built)
      const marks = Object.entries(known).map(([line, count]) => [Number(line), count > 0 || built[line] > 0])
      return [relative(join(root, src), file), marks]
    }),
  )
}

/** Two ways lead to the lines of a source. Where they disagree, the figures are worth nothing. */
function checkPlaces(file, known, built) {
  const stranger = Object.keys(built).find((line) => !(line in known))
  if (stranger === undefined) return
  console.error(`${file}:${stranger} has code in a bundle only: a source map is wrong, or the file changed meanwhile.`)
  process.exitCode = 1
}

function printRoom(room, lines) {
  const files = [...lines].filter(([file]) => file.startsWith(`${room}/`))
  const marks = files.flatMap(([, each]) => each)
  const percent = (marks.filter(([, reached]) => reached).length / marks.length) * 100
  console.log(`\n${room}: ${percent.toFixed(2)} % of ${marks.length} lines`)
  for (const [file, each] of files) {
    const missed = each.filter(([, reached]) => !reached).map(([line]) => line)
    if (missed.length > 0) console.log(`  ${src}/${file}:${missed.join(',')}`)
  }
  return percent >= LEAST
}
