/** Turns `templates/` into what the package carries: an index, and every template in TypeScript and in JavaScript. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { packedPath } from '../packed-path.ts'
import type { AppFiles, TemplateIndex } from '../templates.ts'
import { formatSources } from './format-sources.ts'
import { javaScriptFiles } from './javascript-files.ts'
import { templatePackageJson } from './template-package-json.ts'
import { templateFiles, templateNames } from './template-files.ts'
import { summaryOf } from './template-summary.ts'

interface FerryPackage {
  readonly version: string
  readonly engines: unknown
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

/** @param where Absolute folders: the repository, and where to write. What was there is removed. */
export async function packTemplates({ repository, into }: { repository: string; into: string }): Promise<void> {
  const ferry = JSON.parse(readFileSync(join(repository, 'packages/ferry/package.json'), 'utf8')) as FerryPackage
  rmSync(into, { recursive: true, force: true })
  const list = templateNames(repository).map((name) => {
    const sources = templateFiles(repository, name)
    const files = new Map([...sources, ['package.json', templatePackageJson(sources, ferry)]])
    write(join(into, name, 'ts'), files)
    write(join(into, name, 'js'), javaScriptFiles(files))
    return { name, summary: summaryOf(sources) }
  })
  await formatSources(repository, into)
  const index: TemplateIndex = { list, tailwind: tailwindVersions(ferry) }
  write(into, new Map([['index.json', Buffer.from(`${JSON.stringify(index, null, 2)}\n`)]]))
}

/** Ferry's own tests run with these. */
function tailwindVersions({ devDependencies }: FerryPackage): Readonly<Record<string, string>> {
  const names = ['@tailwindcss/postcss', 'tailwindcss']
  return Object.fromEntries(names.map((name) => [name, devDependencies[name] ?? 'latest']))
}

function write(folder: string, files: AppFiles): void {
  for (const [path, content] of files) {
    const file = join(folder, packedPath(path))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
}
