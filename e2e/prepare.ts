/** Builds the apps once; every worker of the build projects then serves them. E2E_REUSE_BUILD=1 keeps the last builds. */
import { existsSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { kitchen, workshop } from './helpers/app.ts'
import { runFerry } from './helpers/run-ferry.ts'
import { TEMPLATES, templateFolder } from './helpers/template.ts'

for (const dir of [kitchen, workshop, ...TEMPLATES.map(templateFolder)]) {
  test(`${dir.split('/').at(-1)} builds`, async () => {
    test.setTimeout(180_000)
    if (process.env.E2E_REUSE_BUILD && existsSync(`${dir}/dist/server.js`)) return
    const { code, output } = await runFerry(dir, ['build'])
    expect(code, output).toBe(0)
  })
}
