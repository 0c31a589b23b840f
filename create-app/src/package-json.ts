/** The package.json of the app. */
import { packageNameFrom } from './package-name.ts'

type Versions = Readonly<Record<string, string>>

interface PackageJson {
  readonly dependencies?: Versions
  readonly devDependencies?: Versions
}

/**
 * @param template The template's own package.json.
 * @param folder Absolute; the app is named after it.
 * @param added More devDependencies.
 */
export function packageJsonOf(template: string, folder: string, added: Versions): string {
  const {
    name: _,
    description: __,
    version: ___,
    ...rest
  } = JSON.parse(template) as PackageJson & Record<string, unknown>
  const dependencies = { ...rest.dependencies }
  const devDependencies = { ...rest.devDependencies, ...added }
  const name = packageNameFrom(folder, [...Object.keys(dependencies), ...Object.keys(devDependencies)])
  const made = { name, version: '0.1.0', ...rest, dependencies, devDependencies: sorted(devDependencies) }
  return `${JSON.stringify(made, null, 2)}\n`
}

function sorted(versions: Versions): Versions | undefined {
  const entries = Object.entries(versions).sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}
