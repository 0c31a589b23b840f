import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSmallApp, runFerry, runNode, type SmallApp } from './small-app.test-support.ts'

let app: SmallApp
let buildOutput = ''
let empty: string

beforeAll(async () => {
  empty = mkdtempSync(join(tmpdir(), 'ferry-empty-'))
  app = createSmallApp()
  app.write({ 'tsconfig.json': '{}' })
  const build = runFerry(app.root, ['build'])
  expect(await build.exit, build.output()).toBe(0)
  buildOutput = build.output()
})
afterAll(() => {
  app.remove()
  rmSync(empty, { recursive: true })
})

async function finished(args: string[], cwd = app.root): Promise<{ code: number | null; output: string }> {
  const run = runFerry(cwd, args)
  return { code: await run.exit, output: run.output() }
}

async function served(
  args: string[],
  run = runFerry,
  cwd = app.root,
): Promise<{ url: string; stop(): Promise<number | null> }> {
  const server = run(cwd, args)
  await expect.poll(server.output, { timeout: 15_000 }).toMatch(/listens on http/)
  const { url } = JSON.parse(server.output().split('\n')[0] ?? '') as { url: string }
  return {
    url,
    stop: () => {
      server.child.kill('SIGTERM')
      return server.exit
    },
  }
}

describe('ferry', () => {
  it.each([
    [[], 2, 'Usage: ferry <command>'],
    [['--help'], 0, 'Usage: ferry <command>'],
    [['help'], 0, 'Usage: ferry <command>'],
    [['--version'], 0, /^\d+\.\d+\.\d+/],
    [['biuld'], 2, 'Did you mean “ferry build”?'],
    [['toString'], 2, 'There is no command “toString”'],
    [['build', '--nope'], 2, '--nope'],
    [['build', 'a', 'b'], 2, '“b” is one argument too many'],
    [['start', '-p'], 2, 'FERRY_USAGE'],
    [['start', '-p', 'many'], 2, '“many” is not a port'],
    [['dev', '-p', '99999'], 2, '“99999” is not a port'],
  ])('%j ends with %i', async (args, code, text) => {
    const run = await finished(args)
    expect(run.output).toMatch(text)
    expect(run.code).toBe(code)
  })

  it.each(['build', 'dev', 'start', 'routes', 'typegen', 'info'])('%s --help explains it', async (name) => {
    const { code, output } = await finished([name, '--help'])
    expect(code).toBe(0)
    expect(output).toContain(`Usage: ferry ${name}`)
    expect(output).toContain('--help')
  })

  it.each(['build', 'dev', 'routes', 'typegen'])('%s needs an app', async (name) => {
    const { code, output } = await finished([name], empty)
    expect(code).toBe(1)
    expect(output).toContain('FERRY_NO_APP')
  })

  it('shows a wrong configuration with its line', async () => {
    const wrong = createSmallApp({ 'app/page.tsx': '', 'ferry.config.ts': 'export default {\n  compres: true,\n}' })
    try {
      const { code, output } = await finished(['build'], wrong.root)
      expect(code).toBe(1)
      expect(output).toContain('ferry.config.ts:2:3')
      expect(output).toContain('Did you mean “compress”?')
    } finally {
      wrong.remove()
    }
  })
})

describe('ferry build', () => {
  it('prints routes and public server functions', () => {
    expect(buildOutput).toMatch(/○ \/ +\d+\.\d kB/)
    expect(buildOutput).toMatch(/λ \/api\/ping/)
    expect(buildOutput).toMatch(/app\/actions\.ts#save +[0-9a-f]{40}/)
    expect(buildOutput).toMatch(/Built in/)
  })

  it('writes a folder that runs elsewhere with plain Node', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'ferry-deployed-'))
    try {
      cpSync(join(app.root, 'dist'), join(elsewhere, 'dist'), { recursive: true })
      const server = await served(['dist/server.js', '-p', '0', '-H', '127.0.0.1'], runNode, elsewhere)
      expect(await (await fetch(server.url)).text()).toContain('<h1>Hello</h1>')
      expect(await (await fetch(`${server.url}/hello.txt`)).text()).toBe('hello')
      expect(await (await fetch(`${server.url}/api/ping`)).json()).toEqual({ pong: true })
      expect(await server.stop()).toBe(0)
    } finally {
      rmSync(elsewhere, { recursive: true })
    }
  })

  it('that fails ends with 1 and shows the source', async () => {
    const broken = createSmallApp()
    broken.write({ 'app/page.tsx': 'export default function Page() {\n  return <p>{</p>\n}' })
    try {
      const { code, output } = await finished(['build'], broken.root)
      expect(code).toBe(1)
      expect(output).toContain('app/page.tsx:2')
      expect(output).toContain('> 2 |')
    } finally {
      broken.remove()
    }
  })
})

describe('ferry start', () => {
  it('serves the build and drains on SIGTERM', async () => {
    const server = await served(['start', '-p', '0', '-H', '127.0.0.1'])
    expect((await fetch(server.url)).status).toBe(200)
    expect(await server.stop()).toBe(0)
  })

  it('without a build says what to do', async () => {
    const { code, output } = await finished(['start'], empty)
    expect(code).toBe(1)
    expect(output).toContain('FERRY_NOT_BUILT')
    expect(output).toContain('ferry build')
  })
})

describe('ferry routes', () => {
  it('--json is for programs', async () => {
    const { code, output } = await finished(['routes', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(output)).toMatchObject({
      build: expect.stringMatching(/^[0-9a-f]+$/),
      routes: [
        { path: '/', kind: 'page', file: 'app/page.tsx', scripts: { gzip: expect.any(Number) } },
        { path: '/api/ping', kind: 'handler', file: 'app/api/ping/route.ts' },
      ],
      functions: [{ source: 'app/actions.ts#save', captures: false, id: expect.stringMatching(/^[0-9a-f]{40}$/) }],
    })
  })

  it('prints the same as the build did', async () => {
    const { output } = await finished(['routes'])
    expect(buildOutput).toContain(output.trim())
  })
})

describe('ferry info', () => {
  it('prints versions', async () => {
    const { code, output } = await finished(['info'])
    expect(code).toBe(0)
    expect(output).toMatch(/^ferry +\d/m)
    expect(output).toMatch(/^react +19\.3\.1$/m)
    expect(output).toMatch(/^built +yes$/m)
    expect(output).not.toContain(app.root)
  })
})

describe('ferry typegen', () => {
  const typegen = async () => (await finished(['typegen'])).output.trim()

  it('has nothing to do after a build of an app in TypeScript', async () => {
    expect(readFileSync(join(app.root, 'ferry-env.d.ts'), 'utf8')).toBe(`/// <reference types="ferry/env" />
/// <reference path="./.ferry/types/routes.d.ts" />

// Written by “ferry typegen”, “ferry dev” and “ferry build”. Do not edit.
`)
    expect(await typegen()).toBe('The types are up to date')
  })

  it('writes what changed', async () => {
    app.write({ 'app/api/pong/route.ts': '' })
    expect(await typegen()).toBe('Wrote .ferry/types/routes.d.ts')
    const routes = readFileSync(join(app.root, '.ferry/types/routes.d.ts'), 'utf8')
    expect(routes).toContain('pages: "/"')
    expect(routes).toContain('| "/hello.txt"')
    expect(routes).toMatch(/handlers:\s+\| "\/api\/ping"\s+\| "\/api\/pong"/)
    rmSync(join(app.root, 'ferry-env.d.ts'))
    expect(await typegen()).toBe('Wrote ferry-env.d.ts')
  })
})
