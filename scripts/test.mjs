/** `npm test`: from a fresh clone through every check there is. Goes on after a failure; the last line is the sum. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { countPlaywright, countVitest } from './count-tests.mjs'
import { installWhenNeeded } from './install.mjs'
import { root, runStep } from './run-step.mjs'

const reports = join(root, 'test-results')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

/** @type {import('./count-tests.mjs').Count} */
const sum = { passed: 0, failed: 0 }

if (await installWhenNeeded()) {
  await check('Format', ['npx', '--no-install', 'biome', 'format', '.'])
  await check('Lint', ['npx', '--no-install', 'biome', 'lint', '.'])
  // Unit tests of the build and of the commands run the built package.
  await check('Build', ['npx', '--no-install', 'turbo', 'run', 'build', '--ui=stream'])
  await check('Types', ['npx', '--no-install', 'turbo', 'run', 'typecheck', '--ui=stream'])
  // Some unit tests show their result in a browser.
  const chromium = await ensureChromium()
  await vitest('Unit tests', 'unit.json', ['unit', 'rsc', 'built'], 15)
  await vitest('Packed packages', 'packed.json', ['packed'], 20)
  if (chromium) await browserTests()
  else add('Browser tests', { passed: 0, failed: 1 })
} else {
  add('Install', { passed: 0, failed: 1 })
}

console.log(`\n${sum.passed} passed, ${sum.failed} failed`)
process.exit(sum.failed === 0 ? 0 : 1)

async function vitest(title, file, projects, minutes) {
  const report = join(reports, file)
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const command = ['npx', '--no-install', 'vitest', 'run', ...projects.map((name) => `--project=${name}`), ...reporters]
  const { ok } = await runStep(title, command, { minutes })
  add(title, countVitest(report, ok))
}

async function browserTests() {
  const report = join(reports, 'e2e.json')
  const { ok } = await runStep('Browser tests', ['npx', '--no-install', 'playwright', 'test', '--reporter=list,json'], {
    cwd: join(root, 'e2e'),
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    minutes: 25,
  })
  add('Browser tests', countPlaywright(report, ok))
}

async function check(title, command) {
  const { ok } = await runStep(title, command)
  add(title, { passed: ok ? 1 : 0, failed: ok ? 0 : 1 })
}

function add(title, count) {
  sum.passed += count.passed
  sum.failed += count.failed
  console.log(`${title}: ${count.passed} passed, ${count.failed} failed`)
}
