/** For tests: a folder to work in, the templates packed from the repository, and a terminal that remembers what it showed. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { createApp } from './create-app.ts'
import { packTemplates } from './pack/pack-templates.ts'
import { readTemplates } from './templates.ts'
import type { Terminal } from './terminal.ts'

export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url))

export interface Place {
  readonly folder: string
  readonly packed: string
  /** Names of the packed templates. */
  readonly templates: readonly string[]
  remove(): void
}

export async function preparePlace(): Promise<Place> {
  const root = mkdtempSync(join(tmpdir(), 'create-app-'))
  const packed = join(root, 'templates')
  await packTemplates({ repository: REPOSITORY, into: packed })
  const folder = join(root, 'work')
  mkdirSync(folder)
  const templates = readTemplates(packed).list.map(({ name }) => name)
  return { folder, packed, templates, remove: () => rmSync(root, { recursive: true, force: true }) }
}

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs the command, without anybody to ask. */
export async function run(place: Place, argv: readonly string[], more: Partial<Terminal> = {}): Promise<Ran> {
  const said = { out: '', err: '' }
  const terminal: Terminal = {
    cwd: place.folder,
    env: process.env,
    interactive: false,
    input: new PassThrough(),
    output: new PassThrough(),
    color: false,
    out: (text) => {
      said.out += `${text}\n`
    },
    err: (text) => {
      said.err += `${text}\n`
    },
    ...more,
  }
  return { code: await createApp(argv, terminal, place.packed), ...said }
}

/** Text of every file below a folder, by its path; what an install or git makes is left out. */
export function filesIn(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !/^(?:node_modules|\.git)\//.test(path))
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    if (!existsSync(dirname(join(folder, path)))) mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}
