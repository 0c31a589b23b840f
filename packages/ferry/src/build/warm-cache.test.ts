import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuildResult } from './build-result.ts'
import { createBuilder } from './builder.ts'
import { temporaryApp } from './fixtures/temporary-app.ts'

const ACTIONS = `'use server'\nexport async function kept() { return 'kept' }\n`
const app = temporaryApp({
  'app/page.tsx': `
    import { Button } from './button'
    import * as actions from './actions'
    export default () => <Button actions={Object.keys(actions)} />`,
  'app/button.tsx': `'use client'\nexport const Button = ({ actions }: { actions: string[] }) => <button>{actions.join()}</button>`,
  'app/actions.ts': ACTIONS,
})
let first: BuildResult

function names(result: BuildResult): string[] {
  return Object.values(result.manifest.functions)
    .map(({ name }) => name)
    .sort()
}

function outputs(): string {
  const server = readFileSync(join(app.config.outDir, 'server/index.js'), 'utf8')
  return (
    server + readFileSync(join(app.config.outDir, 'server.js'), 'utf8') + app.assetNames().join() + app.assets('js')
  )
}

beforeAll(async () => {
  first = await app.build()
})
afterAll(() => app.remove())

describe('a build with a warm cache', () => {
  test('of unchanged sources is byte for byte the same, and has the same id and key', async () => {
    const before = outputs()
    const again = await app.build()
    expect(again.manifest).toEqual(first.manifest)
    expect(outputs()).toBe(before)
  })

  test('has an entry for a function that was added, and none for one that was removed', async () => {
    app.write({ 'app/actions.ts': `${ACTIONS}export async function added() {}\n` })
    const added = await app.build()
    expect(names(added)).toEqual(['added', 'kept'])
    expect(added.manifest.build).not.toBe(first.manifest.build)

    app.write({ 'app/actions.ts': ACTIONS })
    const removed = await app.build()
    expect(names(removed)).toEqual(['kept'])
    expect(removed.manifest).toEqual(first.manifest)
  })

  test('knows that a file lost its directive', async () => {
    app.write({ 'app/actions.ts': `export async function kept() {}\n` })
    expect(names(await app.build())).toEqual([])
    app.write({ 'app/actions.ts': ACTIONS })
    expect(names(await app.build())).toEqual(['kept'])
  })

  test('of other routes has those routes', async () => {
    app.write({
      'app/more/page.tsx': `import { Button } from '../button'\nexport default () => <Button actions={[]} />`,
    })
    const more = await app.build()
    expect(more.manifest.routes.routes.map(({ id }) => id)).toEqual(['/', '/more'])
    app.write({ 'app/more/page.tsx': null })
    expect((await app.build()).manifest).toEqual(first.manifest)
  })
})

test('a cold build is byte for byte the same as a warm one', async () => {
  const warm = outputs()
  const builder = createBuilder(
    { ...app.config, cacheDir: join(app.root, '.ferry/other-cache') },
    { framework: app.framework },
  )
  const cold = await builder.build()
  await builder.close()
  expect(outputs()).toBe(warm)
  expect(cold.manifest).toEqual(first.manifest)
})

test('one builder builds again and again, through a mistake and back', async () => {
  const builder = createBuilder(app.config, { framework: app.framework })
  expect((await builder.build()).manifest).toEqual(first.manifest)
  app.write({ 'app/actions.ts': `'use server'\nexport async function kept() {` })
  await expect(builder.build()).rejects.toMatchObject({ code: 'FERRY_SYNTAX' })
  app.write({ 'app/actions.ts': `${ACTIONS}export async function late() {}\n` })
  expect(names(await builder.build())).toEqual(['kept', 'late'])
  app.write({ 'app/actions.ts': ACTIONS })
  expect((await builder.build()).manifest).toEqual(first.manifest)
  await builder.close()
})
