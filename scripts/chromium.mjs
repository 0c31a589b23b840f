/** Finds a Chromium for the browser tests, and installs one where that is allowed. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root, runStep } from './run-step.mjs'

const SYSTEM = ['/usr/bin/chromium']

/** @returns {Promise<boolean>} */
export async function ensureChromium() {
  if (hasChromium()) return true
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await runStep('Look for Chromium', ['apt-get', 'update', '-qq'], { env })
    await runStep('Install Chromium', ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      env,
    })
    if (hasChromium()) return true
  }
  console.error(
    'There is no Chromium for the browser tests. Install it with: npx playwright install --with-deps chromium',
  )
  return false
}

function hasChromium() {
  return [playwrightChromium(), ...SYSTEM].some((path) => path !== null && existsSync(path))
}

function playwrightChromium() {
  try {
    const require = createRequire(join(root, 'e2e', 'package.json'))
    return require('playwright-core').chromium.executablePath()
  } catch {
    return null
  }
}
