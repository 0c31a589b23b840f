/** What `ferry init` would do, decided before anything is done. Pure. */
import { isFerryApp } from './conflicts.ts'
import { type Additions, additionsTo, type FerryVersions, withAdditions } from './package-edit.ts'
import type { Project } from './project.ts'
import { starterFiles } from './starter.ts'

export interface Plan {
  /** Path below the project to text, for files that are not there yet. */
  readonly create: Readonly<Record<string, string>>
  /** The same, for files that grow. */
  readonly extend: Readonly<Record<string, string>>
  readonly additions: Additions
  /** Lines that .gitignore gets. */
  readonly ignored: readonly string[]
}

export function planInit(project: Project, ferry: FerryVersions): Plan {
  const additions = additionsTo(project, ferry)
  const packageText = withAdditions(project.packageText, additions)
  const ignored = missingLines(project)
  const ignoreText = `${project.ignored ?? ''}${project.ignored && !project.ignored.endsWith('\n') ? '\n' : ''}${ignored.map((line) => `${line}\n`).join('')}`
  const isEmpty = Object.values(additions).every((each) => Object.keys(each).length === 0)
  return {
    create: { ...newFiles(project), ...(project.ignored === null && { '.gitignore': ignoreText }) },
    extend: {
      ...(!isEmpty && { 'package.json': packageText }),
      ...(project.ignored !== null && ignored.length > 0 && { '.gitignore': ignoreText }),
    },
    additions,
    ignored,
  }
}

/** An app that is there keeps its pages as they are. */
function newFiles(project: Project): Plan['create'] {
  if (isFerryApp(project)) return {}
  const { typescript, below, appDir } = project
  const starter = Object.entries(starterFiles(typescript))
  return Object.fromEntries(starter.map(([name, text]) => [[below, appDir, name].filter(Boolean).join('/'), text]))
}

function missingLines({ ignored, below }: Project): readonly string[] {
  const known = new Set((ignored ?? '').split(/\r?\n/).map(bare))
  const own = ['dist/', '.ferry/', 'ferry-env.d.ts'].map((line) => (below === '' ? line : `${below}/${line}`))
  const wanted = ['node_modules/', ...own]
  // `dist` without a slash in front means any folder of that name.
  return wanted.filter(
    (line) => !known.has(bare(line)) && !known.has(bare(line.slice(line.lastIndexOf('/', line.length - 2) + 1))),
  )
}

function bare(line: string): string {
  return line.trim().replace(/^\/|\/$/g, '')
}
