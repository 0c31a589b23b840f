/** The process that renders the pages of a build: whatever the app starts ends with it. */
import { readFileSync, writeFileSync } from 'node:fs'
import Module from 'node:module'
import { join } from 'node:path'
import type { Log, ServerBundle } from '../../protocol/incoming.ts'
import type { Manifest } from '../../protocol/manifest.ts'
import type { FromPages, PageFailure } from '../../protocol/pages-report.ts'

const dir = process.argv[2] ?? ''

async function render(): Promise<FromPages> {
  const file = join(dir, 'server', 'index.js')
  const bundle = (await Module.createRequire(file)(file)) as ServerBundle
  if (!bundle.renderPages) throw new Error(`${file} was built by another version of Ferry.`)
  const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as Manifest
  return { report: await bundle.renderPages({ manifest, log, write }) }
}

const log: Log = (level, message, fields) => {
  if (level === 'warn' || level === 'error') console.error(message, fields?.error ?? '')
}

function write(name: string, text: string): void {
  writeFileSync(join(dir, 'pages', `${name}.json`), text)
}

function failureOf(error: unknown): PageFailure {
  return error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) }
}

const told = await render().catch((error: unknown): FromPages => ({ failed: failureOf(error) }))
process.send?.(told, () => process.exit(0))
