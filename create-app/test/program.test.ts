/** The program as the registry would get it: unpacked, run, and the apps it makes built and served. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { filesIn, REPOSITORY } from '../src/test-terminal.test-support.ts'

const MINUTES = 60_000
const MODULES = join(REPOSITORY, 'node_modules')
const execute = promisify(execFile)

let root: string
let program: string
let templates: readonly string[]

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'create-app-package-'))
  await execute('tar', ['-xzf', inject('packed')['create-ferry-app'].tarball, '-C', root])
  symlinkSync(MODULES, join(root, 'node_modules'))
  program = join(root, 'package/bin/create-ferry-app.js')
  const index = readFileSync(join(root, 'package/dist/templates/index.json'), 'utf8')
  templates = (JSON.parse(index) as { list: { name: string }[] }).list.map(({ name }) => name)
})

afterAll(() => {
  if (root) rmSync(root, { recursive: true, force: true })
})

test('both names of the program lead to it', () => {
  const { bin } = JSON.parse(readFileSync(join(root, 'package/package.json'), 'utf8')) as { bin: object }
  expect(bin).toEqual({
    'create-ferry-app': './bin/create-ferry-app.js',
    'create-app': './bin/create-ferry-app.js',
  })
})

test('dot files come through the pack', async () => {
  expect(Object.keys(filesIn(await make('dots')))).toContain('.gitignore')
})

test('what goes wrong is said on stderr, and ends with its exit code', async () => {
  await expect(execute(process.execPath, [program, '--nonsense'], { cwd: root })).rejects.toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining("Unknown option '--nonsense'."),
  })
})

describe('an app that was made', () => {
  test('passes its own tests in JavaScript with Tailwind CSS', { timeout: 4 * MINUTES }, async () => {
    const folder = await make('untyped', '--js', '--tailwind')
    const { stdout } = await runScript(folder, 'test')
    expect(stdout).toMatch(/^# fail 0/m)
    const sheets = Object.entries(filesIn(folder)).filter(([path]) => /^dist\/assets\/.*\.css$/.test(path))
    expect(sheets.some(([, text]) => text.includes('@layer'))).toBe(true)
  })

  test('builds in JavaScript, whatever the template', { timeout: 10 * MINUTES }, async () => {
    for (const template of templates.filter((name) => name !== 'minimal')) {
      const folder = await make(`built-${template}`, '-t', template, '--js')
      await runScript(folder, 'build')
      expect(Object.keys(filesIn(folder)), template).toContain('dist/server.js')
    }
  })
})

/** Makes an app that uses the packages of the repository. */
async function make(name: string, ...flags: string[]): Promise<string> {
  const folder = join(root, 'apps', name)
  mkdirSync(join(root, 'apps'), { recursive: true })
  await execute(process.execPath, [program, folder, ...flags, '--no-install', '--no-git'], { cwd: root })
  symlinkSync(MODULES, join(folder, 'node_modules'))
  return folder
}

function runScript(cwd: string, script: string) {
  const { NODE_ENV: _, VITEST: __, ...env } = process.env
  return execute('npm', ['run', script], { cwd, env: { ...env, NODE_OPTIONS: '' } })
}
