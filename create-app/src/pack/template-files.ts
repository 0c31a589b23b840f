/** The files of a template that belong to it: what git would ignore is left out. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import type { AppFiles } from '../templates.ts'

/** `minimal` first: it is the default. */
export function templateNames(repository: string): readonly string[] {
  const folder = join(repository, 'templates')
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'package.json')))
  return names.sort((a, b) => Number(b === 'minimal') - Number(a === 'minimal') || (a < b ? -1 : 1))
}

export function templateFiles(repository: string, name: string): AppFiles {
  const folder = join(repository, 'templates', name)
  const ignored = ignore()
    .add(rules(join(repository, '.gitignore')))
    .add(rules(join(folder, '.gitignore')))
  return new Map(paths(folder, '', ignored).map((path) => [path, readFileSync(join(folder, path))]))
}

function paths(root: string, below: string, ignored: Ignore): readonly string[] {
  return readdirSync(join(root, below), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${below}${entry.name}`
      if (entry.isDirectory()) return ignored.ignores(`${path}/`) ? [] : paths(root, `${path}/`, ignored)
      return entry.isFile() && !ignored.ignores(path) ? [path] : []
    })
}

function rules(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
