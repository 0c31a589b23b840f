/** Every fixture in every world: source file in, snapshot out. The snapshots are the specification of the transform's output. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'acorn'
import { describe, expect, test } from 'vitest'
import { isFerryError } from '../../errors/ferry-error.ts'
import type { Findings, TransformOptions, World } from './contract.ts'
import { transform } from './transform.ts'

const fixtures = readdirSync(new URL('fixtures', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.js') && !file.endsWith('.snap.js'))
  .sort()

test('there are at least 120 fixtures', () => {
  expect(fixtures.length).toBeGreaterThanOrEqual(120)
})

describe.each(fixtures)('%s', (file) => {
  const source = readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
  const snapshot = `fixtures/${file.replace(/\.js$/, '')}`

  test('becomes what the snapshots show', async () => {
    const errors: string[] = []
    for (const world of ['rsc', 'ssr', 'browser'] as const) {
      const outcome = await attempt(source, file, world)
      if ('code' in outcome) {
        expectToParse(outcome.code)
        const shown = outcome.code + describeFindings(outcome.findings)
        await expect(shown).toMatchFileSnapshot(`${snapshot}.${world}.snap.js`)
      } else if (file.startsWith('errors/')) {
        errors.push(`${world}: ${outcome.error}`)
      } else {
        expect([world, outcome.error]).toEqual([
          expect.not.stringMatching('rsc'),
          expect.stringMatching(/^FERRY_INLINE_IN_CLIENT /),
        ])
      }
    }
    if (!file.startsWith('errors/')) return
    expect(errors).not.toEqual([])
    await expect(`${errors.join('\n')}\n`).toMatchFileSnapshot(`${snapshot}.error.snap.txt`)
  })
})

function optionsFor(file: string, world: World): TransformOptions {
  return {
    file: file.startsWith('node_modules/') ? file : `app/${file}`,
    world,
    clientKey: `app/${file}`,
    functionId: (path, name) => createHash('sha1').update(`${path}#${name}`).digest('hex'),
    resolveExportNames: async (specifier) => {
      const names = MODULES[specifier]
      if (names === undefined) throw new Error('there is no such module')
      return names
    },
    runtime: { rsc: 'ferry-rsc', proxy: `ferry-${world}` },
  }
}

const MODULES: Readonly<Record<string, readonly string[]>> = {
  './names': ['one', 'two', 'default'],
  './more-names': ['two', 'three'],
  './empty': [],
}

async function attempt(source: string, file: string, world: World) {
  try {
    return await transform(source, optionsFor(file, world))
  } catch (error) {
    if (!isFerryError(error)) throw error
    return { error: `${error.code} ${error.place?.line}:${error.place?.column} ${error.message}` }
  }
}

function expectToParse(code: string): void {
  const options = { ecmaVersion: 'latest', allowHashBang: true } as const
  try {
    parse(code, { ...options, sourceType: 'module' })
  } catch {
    parse(code, { ...options, sourceType: 'commonjs' })
  }
}

function describeFindings(findings: Findings | null): string {
  if (findings === null) return '// no directive\n'
  const { kind, clientExports, functions = [] } = findings
  const lines = [`// ${kind}${clientExports ? `: ${clientExports.join(', ')}` : ''}`]
  for (const { name, exportName, inline, captures, line } of functions) {
    const notes = [inline && 'inline', captures && 'captures'].filter(Boolean).join(', ')
    lines.push(`// line ${line}: ${name} → ${exportName}${notes && ` (${notes})`}`)
  }
  return `${lines.join('\n')}\n`
}
