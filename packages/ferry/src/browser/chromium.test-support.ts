/** A real Chromium for tests of what only a browser can show. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

export function launchChromium(): Promise<Browser> {
  const own = chromium.executablePath()
  return chromium.launch({
    executablePath: existsSync(own) ? own : '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  })
}
