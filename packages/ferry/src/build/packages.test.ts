import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuildResult } from './build-result.ts'
import { type ServerFixture, temporaryApp } from './fixtures/temporary-app.ts'

function packageFiles(path: string, json: object, files: Record<string, string>): Record<string, string> {
  const folder = `node_modules/${path}`
  const all = {
    'package.json': JSON.stringify({ name: path.replace(/.*node_modules\//, ''), version: '1.0.0', ...json }),
    ...files,
  }
  return Object.fromEntries(Object.entries(all).map(([name, text]) => [`${folder}/${name}`, text]))
}

const app = temporaryApp(
  {
    'tsconfig.json': `{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"] } } }`,
    'src/aliased.ts': `export const aliased: string = 'aliased'`,
    'app/page.tsx': `
      import { aliased } from '@/aliased'
      import { extensionless } from '../src/index.js'
      import native from 'native-package'
      import { listed } from 'listed-package'
      import { asEsm } from 'listed-esm'
      import { typed } from 'typescript-package'
      import { world } from 'conditional-package'
      import { Client } from './client'
      export default () => <main>{[aliased, extensionless, native(), listed, asEsm, typed, world].join()}<Client /></main>`,
    'src/index.ts': `export const extensionless = 'extensionless'`,
    'app/client.tsx': `
      'use client'
      import { world } from 'conditional-package'
      export const Client = () => <i>{world}</i>`,
    'package.json': `{ "name": "temporary-app", "type": "module" }`,
    // Loads its addon by a name no tracer can read, and one version of a dependency of its own.
    ...packageFiles(
      'native-package',
      {
        main: 'lib/index.js',
        optionalDependencies: { 'native-package-linux-x64': '1', 'native-package-win32-x64': '1' },
        dependencies: { helper: '1' },
      },
      {
        'lib/index.js': `const platform = 'native-package-' + ['linux', 'x64'].join('-')\nmodule.exports = () => require(platform) + require('helper')`,
      },
    ),
    ...packageFiles('native-package-linux-x64', { main: 'index.js' }, { 'index.js': `module.exports = 'native'` }),
    ...packageFiles(
      'native-package/node_modules/helper',
      { version: '1.5.0' },
      { 'index.js': `module.exports = ' one'` },
    ),
    ...packageFiles('helper', { version: '2.0.0' }, { 'index.js': `module.exports = ' two'` }),
    ...packageFiles(
      'listed-package',
      { exports: { 'react-server': './server.js', default: './client.js' }, dependencies: { helper: '2' } },
      {
        'server.js': `exports.listed = 'react-server' + require('helper')`,
        'client.js': `exports.listed = 'wrong condition'`,
      },
    ),
    ...packageFiles(
      'listed-esm',
      { type: 'module', exports: './index.js' },
      { 'index.js': `export const asEsm = 'esm ' + import.meta.url.endsWith('listed-esm/index.js')` },
    ),
    ...packageFiles('typescript-package', { main: 'index.ts' }, { 'index.ts': `export const typed: string = 'typed'` }),
    ...packageFiles(
      'conditional-package',
      { exports: { 'react-server': './server.js', default: './client.js' }, type: 'module' },
      { 'server.js': `export const world = 'rsc'`, 'client.js': `export const world = 'client'` },
    ),
    'public/robots.txt': 'User-agent: *',
  },
  { serverExternalPackages: ['listed-package', 'listed-esm'] },
)
const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), 'ferry-elsewhere-')))
let result: BuildResult
let bundle: ServerFixture

beforeAll(async () => {
  result = await app.build()
  cpSync(app.config.outDir, elsewhere, { recursive: true })
  app.remove()
  bundle = (await createRequire(`${elsewhere}/`)('./server/index.js')) as ServerFixture
})
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }))

describe('dist/, copied to another folder after the app is gone', () => {
  test('renders with bundled and with external packages, each under the conditions of its layer', async () => {
    const html = await bundle.html('page.tsx', result.manifest)
    expect(html).toBe('<main>aliased,extensionless,native one,react-server two,esm true,typed,rsc<i>client</i></main>')
  })

  test('holds external packages with what they need, and no others', () => {
    expect(readdirSync(join(elsewhere, 'node_modules')).sort()).toEqual([
      'helper',
      'listed-esm',
      'listed-package',
      'native-package',
      'native-package-linux-x64',
    ])
  })

  test('holds the host, the manifest, and a copy of public/', () => {
    expect(readdirSync(elsewhere).sort()).toEqual([
      'assets',
      'manifest.json',
      'node_modules',
      'package.json',
      'public',
      'server',
      'server.js',
    ])
    expect(readdirSync(join(elsewhere, 'public'))).toEqual(['robots.txt'])
  })
})
