/** The package.json of the app. */
import { packageNameFrom } from './package-name.ts'

type Versions = Readonly<Record<string, string>>

interface Additions {
  /** Absolute; the app is named after it. */
  readonly folder: string
  readonly devDependencies: Versions
  readonly fields: Readonly<Record<string, unknown>>
}

/** @param template The template's own package.json. */
export function packageJsonOf(template: string, added: Additions): string {
  const own = JSON.parse(template) as Record<string, unknown> & { dependencies?: Versions; devDependencies?: Versions }
  const devDependencies = { ...own.devDependencies, ...added.devDependencies }
  const made = {
    ...own,
    name: packageNameFrom(added.folder, [...Object.keys(own.dependencies ?? {}), ...Object.keys(devDependencies)]),
    version: '0.1.0',
    description: undefined,
    devDependencies: sorted(devDependencies),
    ...added.fields,
  }
  return `${JSON.stringify(made, null, 2)}\n`
}

function sorted(versions: Versions): Versions | undefined {
  const entries = Object.entries(versions).sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}
