/** Builds the kitchen-sink app once; every worker of the build projects then serves it. E2E_REUSE_BUILD=1 keeps the last build. */
import { existsSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { kitchen } from './helpers/app.ts'
import { runFerry } from './helpers/run-ferry.ts'

test('the kitchen-sink app builds', async () => {
  test.setTimeout(180_000)
  if (process.env.E2E_REUSE_BUILD && existsSync(`${kitchen}/dist/server.js`)) return
  const { code, output } = await runFerry(kitchen, ['build'])
  expect(code, output).toBe(0)
})
