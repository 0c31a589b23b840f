/** The command, from its words to the files it wrote. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filesIn, type Place, preparePlace, REPOSITORY, run, writeFiles } from './test-terminal.test-support.ts'

const OFF = ['--no-install', '--no-git']

let place: Place
beforeAll(async () => {
  place = await preparePlace()
})
afterAll(() => place?.remove())

interface PackageJson {
  readonly name: string
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

const packageJson = (text: string | undefined) => JSON.parse(text ?? '') as PackageJson
const ferry = JSON.parse(readFileSync(join(REPOSITORY, 'packages/ferry/package.json'), 'utf8')) as PackageJson & {
  version: string
}

describe('every template', () => {
  test('there is minimal, and it is the default', async () => {
    expect(place.templates[0]).toBe('minimal')
    await run(place, ['by-default', ...OFF])
    await run(place, ['chosen', '-t', 'minimal', '--ts', '--no-tailwind', '--pm', 'npm', ...OFF])
    const { 'package.json': made, ...rest } = filesIn(join(place.folder, 'by-default'))
    const { 'package.json': _, ...chosen } = filesIn(join(place.folder, 'chosen'))
    expect(packageJson(made).name).toBe('by-default')
    expect(rest).toEqual(chosen)
  })

  test('is made in TypeScript and in JavaScript, with the same files', async () => {
    for (const template of place.templates) {
      const ts = await made(template, '--ts')
      const js = await made(template, '--js')
      const config = new Set(['tsconfig.json', 'jsconfig.json'])
      const names = (files: object) => Object.keys(files).filter((path) => !config.has(path))
      const inJavaScript = names(ts).map((path) => path.replace(/\.([mc]?)ts(x?)$/, '.$1js$2'))
      // Files that hold nothing but types have no counterpart.
      expect(inJavaScript, template).toEqual(expect.arrayContaining(names(js)))
      expect(names(ts), template).toEqual(expect.arrayContaining(['app/layout.tsx', 'app/page.tsx', 'package.json']))
      expect(Object.keys(ts), template).toContain('tsconfig.json')
      expect(Object.keys(js), template).toContain('jsconfig.json')
    }
  })

  test('has a package.json with its name, its scripts, and the React that Ferry needs', async () => {
    for (const template of place.templates) {
      for (const language of ['--ts', '--js']) {
        const files = await made(template, language)
        const { name, scripts, dependencies, devDependencies = {} } = packageJson(files['package.json'])
        expect(name).toBe(`${template}${language}`)
        expect(scripts).toMatchObject({ dev: expect.any(String), build: 'ferry build', start: expect.any(String) })
        expect(dependencies.ferry).toBe(`^${ferry.version}`)
        expect(dependencies.react).toBe(ferry.dependencies.react)
        expect(dependencies['react-dom']).toBe(ferry.dependencies['react-dom'])
        expect('typescript' in devDependencies).toBe(language === '--ts')
      }
    }
  })

  test('keeps what is built or secret out of git, and brings no data of its own', async () => {
    for (const template of place.templates) {
      const files = await made(template, '--ts')
      const ignored = files['.gitignore']?.split('\n')
      expect(ignored).toEqual(expect.arrayContaining(['node_modules/', 'dist/', '.ferry/', '.env*.local']))
      expect(Object.keys(files).filter((path) => /\.db|^dist\/|^\.ferry\/|dot--|ferry-env/.test(path))).toEqual([])
    }
  })

  test('has no trace of types in JavaScript', async () => {
    for (const template of place.templates) {
      const files = await made(template, '--js')
      for (const [path, text] of Object.entries(files).filter(([name]) => /\.jsx?$/.test(name))) {
        expect(text, path).not.toMatch(/^\s*(?:export )?(?:interface|type) \w|import type|: Promise<|\n\n\n|[ \t]+$/m)
      }
    }
  })

  test('takes Tailwind CSS along', async () => {
    for (const template of place.templates) {
      const files = await made(template, '--ts', '--tailwind')
      expect(files['app/globals.css']).toMatch(/^@import "tailwindcss";\n\n/)
      expect(files['postcss.config.mjs']).toContain("'@tailwindcss/postcss': {}")
      expect(Object.keys(packageJson(files['package.json']).devDependencies ?? {})).toEqual(
        expect.arrayContaining(['@tailwindcss/postcss', 'tailwindcss']),
      )
    }
  })

  async function made(template: string, language: string, ...more: string[]) {
    const folder = join(place.folder, 'all', more.join(''), `${template}${language}`)
    const files = () => filesIn(folder)
    const { code, err } = await run(place, [folder, '-t', template, language, ...more, ...OFF])
    // Made by a test before this one.
    if (code === 1 && err.includes('not empty')) return files()
    expect(err).toBe('')
    return files()
  }
})

describe('the folder', () => {
  test.each(['new', 'deep/er/new', './dotted'])('%s may be a new one', async (name) => {
    expect(await run(place, [name, ...OFF])).toMatchObject({ code: 0, err: '' })
    expect(Object.keys(filesIn(join(place.folder, name)))).toContain('app/page.tsx')
  })

  test('may be there and empty', async () => {
    const folder = inPlace('empty', {})
    expect((await run(place, ['empty', ...OFF])).code).toBe(0)
    expect(Object.keys(filesIn(folder))).toContain('app/page.tsx')
  })

  test('may be “.”, and names the app', async () => {
    const folder = inPlace('My Shop', {})
    const { code, out } = await run(place, ['.', ...OFF], { cwd: folder })
    expect(code).toBe(0)
    expect(out).not.toContain('cd ')
    expect(packageJson(filesIn(folder)['package.json']).name).toBe('my-shop')
  })

  test('may be a fresh clone: its README stays, its .gitignore grows', async () => {
    const folder = inPlace('clone', {
      '.git/HEAD': 'ref',
      'README.md': '# Mine\n',
      '.gitignore': 'secret\n',
      LICENSE: 'MIT',
    })
    const { code, out } = await run(place, ['clone', ...OFF])
    const files = filesIn(folder)
    expect(code).toBe(0)
    expect(out).toContain('README.md was there already and stays as it is.')
    expect(files['README.md']).toBe('# Mine\n')
    expect(files['.gitignore']).toMatch(/^secret\nnode_modules\/\n/)
    expect(files.LICENSE).toBe('MIT')
  })

  test('is refused when there is anything else in it, by name, and stays as it was', async () => {
    const before = { 'package.json': '{}', 'src/index.js': '1', 'README.md': '#' }
    const folder = inPlace('taken', before)
    const { code, err } = await run(place, ['taken', ...OFF])
    expect(code).toBe(1)
    expect(err).toContain(`${folder} has:\n  package.json\n  src\n`)
    expect(err).toContain('To mend it: Choose another folder, or move these files away.')
    expect(filesIn(folder)).toEqual(before)
  })

  test('names a dozen of very many files', async () => {
    inPlace('full', Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`f${index + 10}`, ''])))
    expect((await run(place, ['full', ...OFF])).err).toMatch(/f21\n {2}… and 28 more\n/)
  })

  test.each(['file.txt', 'file.txt/below'])('%s cannot be one when file.txt is a file', async (name) => {
    inPlace('.', { 'file.txt': 'x' })
    const { code, err } = await run(place, [name, ...OFF])
    expect(code).toBe(1)
    expect(err).toContain('There is a file where the folder should be.')
    expect(readFileSync(join(place.folder, 'file.txt'), 'utf8')).toBe('x')
  })

  test('that cannot be written is said, with the reason', async () => {
    // A link into nowhere can neither be read nor made.
    symlinkSync(join(place.folder, 'no/such/place'), join(place.folder, 'nowhere'))
    const { code, err } = await run(place, ['nowhere', ...OFF])
    expect(code).toBe(1)
    expect(err).toMatch(/The app could not be written\.[\s\S]*nowhere[\s\S]*To mend it: /)
  })
})

describe('package managers', () => {
  test.each([
    ['npm', (files: Files) => packageJson(files['package.json']), { allowScripts: { '@swc/core': false } }],
    ['pnpm', (files: Files) => files['pnpm-workspace.yaml'], expect.stringContaining('"@swc/core": false')],
    ['yarn', (files: Files) => files['.yarnrc.yml'], 'nodeLinker: node-modules\n'],
    ['bun', (files: Files) => Object.keys(files), expect.not.arrayContaining(['.yarnrc.yml', 'pnpm-workspace.yaml'])],
  ])('%s finds its settings, and is in the next steps', async (name, setting, expected) => {
    const { out } = await run(place, [`pm-${name}`, '--pm', name, ...OFF])
    const found = setting(filesIn(join(place.folder, `pm-${name}`)))
    if (typeof found === 'object' && !Array.isArray(found)) expect(found).toMatchObject(expected as object)
    else expect(found).toEqual(expected)
    expect(out).toContain(`  ${name} install\n`)
  })

  test('the one that runs the command is the default', async () => {
    const { out } = await run(place, ['by-agent', ...OFF], { env: { npm_config_user_agent: 'pnpm/10.0.0 npm/?' } })
    expect(out).toContain('  pnpm install\n  pnpm dev\n')
  })
})

describe('an install that fails', () => {
  test('leaves the app whole, says how to go on, and ends with 1', async () => {
    // Nothing listens there.
    const env = { ...process.env, npm_config_registry: 'http://127.0.0.1:4599/', npm_config_fetch_retries: '0' }
    const cache = join(place.folder, '..', 'npm-cache')
    const { code, out } = await run(place, ['offline', '--no-git'], { env: { ...env, npm_config_cache: cache } })
    expect(code).toBe(1)
    expect(out).toContain('“npm install” failed')
    expect(out).toContain('  cd offline\n  npm install\n  npm run dev\n')
    expect(Object.keys(filesIn(join(place.folder, 'offline')))).toEqual(
      expect.arrayContaining(['app/page.tsx', 'package.json', '.gitignore']),
    )
  })

  test('because the package manager is missing says so', async () => {
    const { code, err, out } = await run(place, ['no-bun', '--pm', 'bun', '--no-git'], { env: { PATH: '' } })
    expect(code).toBe(1)
    expect(err).toContain('bun is not installed.')
    expect(out).toContain('  cd no-bun\n  bun install\n  bun run dev\n')
  })
})

describe('git', () => {
  const git = (cwd: string, ...args: string[]) => execFileSync('git', args, { cwd, encoding: 'utf8' })

  test('gets a repository with all files in its first commit', async () => {
    const { out } = await run(place, ['committed', '--no-install'], { env: process.env })
    const folder = join(place.folder, 'committed')
    expect(git(folder, 'rev-parse', '--show-toplevel').trim()).toBe(folder)
    expect(
      git(folder, 'status', '--porcelain')
        .split('\n')
        .filter((line) => !line.startsWith('A ')),
    ).toEqual([''])
    expect(git(folder, 'ls-files').split('\n')).toContain('.gitignore')
    expect(out).toContain('Your app is in')
  })

  test('is left alone inside of a repository', async () => {
    const outer = inPlace('outer', {})
    git(outer, 'init')
    await run(place, ['outer/app', '--no-install'])
    expect(git(join(outer, 'app'), 'rev-parse', '--show-toplevel').trim()).toBe(outer)
  })

  test('is not made when it is not wanted', async () => {
    await run(place, ['ungit', ...OFF])
    expect(() => git(join(place.folder, 'ungit'), 'rev-parse')).toThrow()
  })
})

describe('exit codes', () => {
  test.each([
    [['--help'], 0],
    [['--version'], 0],
    [['coded', ...OFF], 0],
    [['coded', ...OFF], 1],
    [['--frobnicate'], 2],
    [[], 2],
    [['a', 'b'], 2],
  ])('%j ends with %i', async (argv, code) => {
    expect((await run(place, argv)).code).toBe(code)
  })

  test('--yes without a folder makes “my-app”', async () => {
    expect((await run(place, ['--yes', ...OFF])).code).toBe(0)
    expect(packageJson(filesIn(join(place.folder, 'my-app'))['package.json']).name).toBe('my-app')
  })

  test('the help has every flag and every template', async () => {
    const { out } = await run(place, ['--help'])
    for (const word of [
      '--template',
      '--ts',
      '--js',
      '--tailwind',
      '--pm',
      '--no-install',
      '--no-git',
      '--yes',
      ...place.templates,
    ]) {
      expect(out).toContain(word)
    }
  })
})

type Files = Readonly<Record<string, string>>

function inPlace(name: string, files: Files): string {
  const folder = join(place.folder, name)
  mkdirSync(folder, { recursive: true })
  writeFiles(folder, files)
  return folder
}
