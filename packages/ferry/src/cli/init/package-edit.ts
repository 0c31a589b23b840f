/** Additions to a package.json: nothing that is there changes, not even its indentation. Pure. */
import type { PackageJson, Project, Versions } from './project.ts'

export interface Additions {
  readonly scripts: Versions
  readonly dependencies: Versions
  readonly devDependencies: Versions
}

/** What a project lacks. Scripts that are taken get the free name `ferry:…`. */
export function additionsTo({ packageJson, below, typescript }: Project, ferry: FerryVersions): Additions {
  const { scripts = {}, dependencies = {}, devDependencies = {} } = packageJson
  const known = { ...dependencies, ...devDependencies }
  const missing = (wanted: Versions) => Object.fromEntries(Object.entries(wanted).filter(([name]) => !(name in known)))
  const folder = below === '' ? '' : ` ${below}`
  const commands = ['dev', 'build', 'start'].map((name) => [name, `ferry ${name}${folder}`] as const)
  const own = commands.filter(([, command]) => !Object.values(scripts).includes(command))
  return {
    scripts: Object.fromEntries(own.map(([name, command]) => [name in scripts ? `ferry:${name}` : name, command])),
    dependencies: missing({ ferry: `^${ferry.version}`, react: ferry.react, 'react-dom': ferry.react }),
    devDependencies: typescript ? missing({ '@types/react': '^19.3.0', '@types/react-dom': '^19.3.0' }) : {},
  }
}

export interface FerryVersions {
  readonly version: string
  /** The one React that this Ferry is made for. */
  readonly react: string
}

export function withAdditions(text: string, additions: Additions): string {
  const before = JSON.parse(text) as PackageJson & Record<string, unknown>
  const after: Record<string, unknown> = { ...before }
  if (has(additions.scripts)) after.scripts = { ...before.scripts, ...additions.scripts }
  for (const field of ['dependencies', 'devDependencies'] as const) {
    if (has(additions[field])) after[field] = sorted({ ...before[field], ...additions[field] })
  }
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  '
  return JSON.stringify(after, null, indent) + (text.endsWith('\n') ? '\n' : '')
}

/** As package managers sort them. */
function sorted(versions: Versions): Versions {
  return Object.fromEntries(Object.entries(versions).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function has(versions: Versions): boolean {
  return Object.keys(versions).length > 0
}
