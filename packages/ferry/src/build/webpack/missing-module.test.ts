import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { missingModule } from './missing-module.ts'

const folder = mkdtempSync(join(tmpdir(), 'ferry-missing-'))
afterAll(() => rmSync(folder, { recursive: true }))

const gone = (path: string, dir: string) =>
  `Module not found: Error: Package path ${path} is exported from package ${dir}, but no valid target file was found (see exports field in ${dir}/package.json)`
const closed = (path: string, dir: string) =>
  `"${path}" is not exported under the conditions ["react-server","node"] from package ${dir} (see exports field in ${dir}/package.json)`

describe('a module that was not found is called what the import calls it', () => {
  test.each([
    [`Error: Can't resolve './gone' in '/app'`, './gone'],
    [gone('.', '/app/node_modules/some'), 'some'],
    [gone('./part', '/app/node_modules/@scope/some'), '@scope/some/part'],
    [gone('./part', '/app/node_modules/.store/some@1/node_modules/some'), 'some/part'],
    [closed('./part', '/app/node_modules/some'), 'some/part'],
    [closed('.', 'C:\\app\\node_modules\\@scope\\some'), '@scope/some'],
  ])('%s', (text, request) => {
    const missing = missingModule(text)
    expect(missing?.request).toBe(request)
    expect(missing?.message).toContain(`'${request}' was not found`)
  })

  test('in a workspace too, where its folder may have another name', () => {
    const dir = join(folder, 'packages/ui')
    mkdirSync(dir, { recursive: true })
    expect(missingModule(gone('./button', dir))?.request).toBe('ui/button')
    writeFileSync(join(dir, 'package.json'), '{ "name": "@shop/ui" }')
    expect(missingModule(gone('./button', dir))?.request).toBe('@shop/ui/button')
  })
})

test('every other text is left alone', () => {
  expect(missingModule('Module parse failed: Unexpected token')).toBeNull()
})
