/** `ferry init` on projects as people have them: what is added, and that nothing else is touched. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { runFerry, runNode } from './small-app.test-support.ts'

const MODULES = fileURLToPath(new URL('../../../../node_modules', import.meta.url))
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

type Files = Readonly<Record<string, string>>

function project(files: Files): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'ferry-init-')))
  folders.push(root)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

function filesIn(root: string): Files {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)).sort()
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

async function ferry(root: string, ...args: string[]) {
  const run = runFerry(root, args)
  return { code: await run.exit, output: run.output() }
}

const VITE: Files = {
  'package.json': `{
    "name": "shop",
    "private": true,
    "type": "module",
    "scripts": { "dev": "vite", "build": "tsc -b && vite build", "preview": "vite preview" },
    "dependencies": { "react": "^19.2.0", "react-dom": "^19.2.0", "zustand": "^5.0.0" },
    "devDependencies": { "@types/react": "^19.2.0", "typescript": "^5.9.0", "vite": "^7.0.0" }
}
`,
  'index.html': '<div id="root"></div>',
  'src/main.tsx': 'export {}',
  'tsconfig.json': '{}',
  '.gitignore': 'node_modules\ndist',
}

const EXPRESS: Files = {
  'package.json':
    '{\n\t"name": "api",\n\t"main": "server.js",\n\t"scripts": {\n\t\t"start": "node server.js"\n\t},\n\t"dependencies": {\n\t\t"express": "^5.0.0"\n\t}\n}',
  'server.js': `const express = require('express')
const app = express()
app.get('/api/ping', (request, response) => response.json({ pong: true }))
module.exports = app
`,
  'app/models/user.js': 'module.exports = class User {}',
}

describe('in a React project', () => {
  it('adds pages, scripts under free names and dependencies, and touches nothing', async () => {
    const root = project(VITE)
    const { code, output } = await ferry(root, 'init')
    expect(code, output).toBe(0)
    const { 'package.json': text = '', '.gitignore': ignored, ...after } = filesIn(root)
    const { 'package.json': _package, '.gitignore': _ignored, ...before } = VITE
    expect(after).toEqual({
      ...before,
      'app/layout.tsx': expect.stringContaining('<html lang="en">'),
      'app/page.tsx': expect.stringContaining("'use server'"),
    })
    const { scripts, dependencies, devDependencies } = JSON.parse(text) as Record<string, Files>
    expect(scripts).toEqual({
      dev: 'vite',
      build: 'tsc -b && vite build',
      preview: 'vite preview',
      'ferry:dev': 'ferry dev',
      'ferry:build': 'ferry build',
      start: 'ferry start',
    })
    expect(dependencies).toEqual({
      ferry: expect.stringMatching(/^\^\d/),
      react: '^19.2.0',
      'react-dom': '^19.2.0',
      zustand: '^5.0.0',
    })
    expect(devDependencies).toMatchObject({ '@types/react': '^19.2.0', '@types/react-dom': expect.any(String) })
    expect(text).toMatch(/^ {4}"name"/m)
    expect(ignored).toBe('node_modules\ndist\n.ferry/\nferry-env.d.ts\n')
    expect(output).toContain('npm run ferry:dev')
    expect(output).toContain('“ferry build” writes to dist/')
    expect(output).not.toContain('express')
  })

  it('what was added builds', { timeout: 120_000 }, async () => {
    const root = project(VITE)
    await ferry(root, 'init')
    symlinkSync(MODULES, join(root, 'node_modules'))
    const { code, output } = await ferry(root, 'build')
    expect(code, output).toBe(0)
    expect(output).toMatch(/app\/page\.tsx#Home\.keepName/)
  })

  it('says when its React is another one', async () => {
    const root = project({ 'package.json': '{ "dependencies": { "react": "^18.3.0", "react-dom": "^18.3.0" } }' })
    const { output } = await ferry(root, 'init')
    expect(output).toContain('React here is ^18.3.0')
    expect(readFileSync(join(root, 'app/page.jsx'), 'utf8')).not.toContain('FormData')
  })
})

describe('in an Express project', () => {
  it('refuses to mix with files that would become Ferry’s, by their names, and changes nothing', async () => {
    const root = project(EXPRESS)
    const { code, output } = await ferry(root, 'init')
    expect(code).toBe(1)
    expect(output).toContain('FERRY_INIT_CONFLICT')
    expect(output).toContain('server.js: its default export is given the Express app')
    expect(output).toContain('app/: Ferry’s routes are there')
    expect(output).toContain('“ferry init web”')
    expect(filesIn(root)).toEqual(EXPRESS)
  })

  it('goes into a folder of its own, and is served from there', { timeout: 120_000 }, async () => {
    const root = project(EXPRESS)
    const { code, output } = await ferry(root, 'init', 'web')
    expect(code, output).toBe(0)
    const { 'package.json': text = '', ...after } = filesIn(root)
    const { 'package.json': _package, ...before } = EXPRESS
    expect(after).toEqual({
      ...before,
      '.gitignore': 'node_modules/\nweb/dist/\nweb/.ferry/\nweb/ferry-env.d.ts\n',
      'web/app/layout.jsx': expect.any(String),
      'web/app/page.jsx': expect.any(String),
    })
    expect(JSON.parse(text)).toMatchObject({
      scripts: {
        start: 'node server.js',
        dev: 'ferry dev web',
        build: 'ferry build web',
        'ferry:start': 'ferry start web',
      },
    })
    expect(text).toMatch(/^\t"name"/m)
    expect(text.endsWith('}')).toBe(true)
    expect(output).toContain("app.use(ferry({ dir: 'web', dev: process.env.NODE_ENV !== 'production' }))")

    symlinkSync(MODULES, join(root, 'node_modules'))
    const built = await ferry(root, 'build', 'web')
    expect(built.code, built.output).toBe(0)
    writeFileSync(
      join(root, 'mounted.cjs'),
      `const app = require('./server.js')
import('ferry/express').then(async ({ ferry }) => {
  const pages = ferry({ dir: 'web' })
  app.use(pages)
  const server = app.listen(0, '127.0.0.1', async () => {
    const url = 'http://127.0.0.1:' + server.address().port
    console.log(await (await fetch(url + '/api/ping')).text(), await (await fetch(url)).text())
    server.closeAllConnections()
    server.close()
    await pages.close()
    process.exit()
  })
})`,
    )
    const served = runNode(root, ['mounted.cjs'])
    expect(await served.exit, served.output()).toBe(0)
    expect(served.output()).toContain('{"pong":true}')
    expect(served.output()).toContain('<h1>Hello</h1>')
  })
})

describe('ferry init', () => {
  it('--dry-run only says what would be added', async () => {
    const root = project(VITE)
    const dry = await ferry(root, 'init', '--dry-run')
    expect(dry.code).toBe(0)
    expect(filesIn(root)).toEqual(VITE)
    const done = await ferry(root, 'init')
    const list = (output: string) => output.split('\n').filter((line) => line.startsWith('  '))
    expect(list(dry.output)).toEqual(list(done.output))
    expect(dry.output).toContain('This would be added')
  })

  it('a second time has nothing to add', async () => {
    const root = project(VITE)
    await ferry(root, 'init')
    const before = filesIn(root)
    const { code, output } = await ferry(root, 'init')
    expect([code, output.trim()]).toEqual([0, 'Ferry is here already: there is nothing to add.'])
    expect(filesIn(root)).toEqual(before)
  })

  it('gives a Ferry app only what it lacks', async () => {
    const root = project({
      'package.json': '{ "dependencies": { "ferry": "^0.1.0" }, "scripts": { "dev": "ferry dev" } }',
      'src/app/page.tsx': 'mine',
      'src/app/layout.tsx': 'mine too',
      'middleware.ts': '',
    })
    expect((await ferry(root, 'init')).code).toBe(0)
    const after = filesIn(root)
    expect(Object.keys(after)).toEqual(
      expect.arrayContaining(['.gitignore', 'middleware.ts', 'package.json', 'src/app/layout.tsx', 'src/app/page.tsx']),
    )
    expect(Object.keys(after)).toHaveLength(5)
    expect(after['src/app/page.tsx']).toBe('mine')
  })

  it.each([
    ['no project at all', {}, 'FERRY_NO_PROJECT'],
    ['a broken package.json', { 'package.json': '{ "name": ' }, 'FERRY_PACKAGE_JSON'],
    ['a package.json that is a list', { 'package.json': '[]' }, 'FERRY_PACKAGE_JSON'],
  ])('refuses %s, and changes nothing', async (_, files: Files, wanted) => {
    const root = project(files)
    const { code, output } = await ferry(root, 'init')
    expect(code).toBe(1)
    expect(output).toContain(wanted)
    expect(filesIn(root)).toEqual(files)
  })
})
