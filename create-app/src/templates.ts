/** The packed templates, as `pack/` wrote them: an index, and a folder for each template and language. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Choices } from './choices.ts'
import { unpackedPath } from './packed-path.ts'

export interface Template {
  /** Example: `minimal` */
  readonly name: string
  /** One line. */
  readonly summary: string
}

/** What is in `index.json`. */
export interface TemplateIndex {
  readonly list: readonly Template[]
  /** Version ranges of the packages that `--tailwind` adds. */
  readonly tailwind: Readonly<Record<string, string>>
}

export interface Templates extends TemplateIndex {
  /** Absolute. */
  readonly folder: string
}

/** Path below the app, with `/`, to content. */
export type AppFiles = ReadonlyMap<string, Buffer>

export function readTemplates(folder: string): Templates {
  return { ...(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as TemplateIndex), folder }
}

export function readTemplate({ folder }: Templates, { template, language }: Choices): AppFiles {
  const root = join(folder, template, language)
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    paths.map((path) => [unpackedPath(path.slice(root.length + 1).replaceAll('\\', '/')), readFileSync(path)]),
  )
}

/** Empty when there is no such file. */
export function textOf(files: AppFiles, path: string): string {
  return files.get(path)?.toString('utf8') ?? ''
}
