/** How the end-to-end tests run: the production build and the dev server, each with JavaScript on and off, and with scripts that arrive late. */
import { existsSync } from 'node:fs'
import { chromium, defineConfig } from '@playwright/test'
import type { WorkerOptions } from './helpers/test.ts'

const playwrightBrowser = chromium.executablePath()
const executablePath = existsSync(playwrightBrowser) ? playwrightBrowser : '/usr/bin/chromium'

export default defineConfig<object, WorkerOptions>({
  testDir: '.',
  testMatch: ['tests/**/*.test.ts', 'bug-report.test.ts'],
  outputDir: 'results/artifacts',
  reporter: [['list'], ['json', { outputFile: 'results/report.json' }]],
  workers: 2,
  fullyParallel: true,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  forbidOnly: process.env.CI !== undefined,
  use: {
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // A test says with tags where it runs: by default in `build` only; @dev also in dev, @only-dev nowhere else; @nojs also
  // without JavaScript, @only-nojs nowhere else; @late with scripts held back.
  projects: [
    { name: 'prepare', testMatch: 'prepare.ts' },
    { name: 'build', dependencies: ['prepare'], grepInvert: /@only-nojs|@late|@only-dev/, use: { mode: 'build' } },
    {
      name: 'build-no-js',
      dependencies: ['prepare'],
      grep: /@nojs|@only-nojs/,
      use: { mode: 'build', javaScriptEnabled: false },
    },
    { name: 'late', dependencies: ['prepare'], grep: /@late/, use: { mode: 'build' } },
    {
      name: 'dev',
      grep: /@dev|@only-dev/,
      grepInvert: /@only-nojs|@late/,
      workers: 1,
      timeout: 60_000,
      use: { mode: 'dev' },
    },
    {
      name: 'dev-no-js',
      grep: /^(?=.*@dev)(?=.*@(only-)?nojs)/,
      workers: 1,
      timeout: 60_000,
      use: { mode: 'dev', javaScriptEnabled: false },
    },
  ],
})
