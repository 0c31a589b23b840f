/** What `ferry init` finds: the project that Ferry is to be added to. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { noProject, packageJsonBroken } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'

export interface Project {
  /** Absolute: where the app will be. */
  readonly folder: string
  /** Absolute: holds package.json. */
  readonly root: string
  /** From the root to the app, with `/`; empty when they are one. */
  readonly below: string
  readonly packageText: string
  readonly packageJson: PackageJson
  /** Text of .gitignore; null when there is none. */
  readonly ignored: string | null
  readonly typescript: boolean
  /** Names in the folder of the app. */
  readonly entries: readonly string[]
  /** Paths in `app/` of it, with `/`; null when there is no such folder. */
  readonly routes: readonly string[] | null
  /** `src/app`, when the app is there already. */
  readonly appDir: 'app' | 'src/app'
}

export interface PackageJson {
  readonly main?: string
  readonly scripts?: Versions
  readonly dependencies?: Versions
  readonly devDependencies?: Versions
}

export type Versions = Readonly<Record<string, string>>

/** @param folder absolute; may not be there yet */
export function readProject(folder: string): Project {
  const root = projectRoot(folder)
  const packageText = readFileSync(join(root, 'package.json'), 'utf8')
  const packageJson = parsed(packageText, join(root, 'package.json'))
  const entries = existsSync(folder) ? readdirSync(folder).sort() : []
  const appDir = !entries.includes('app') && existsSync(join(folder, 'src/app')) ? 'src/app' : 'app'
  const known = { ...packageJson.dependencies, ...packageJson.devDependencies }
  const ignoreFile = join(root, '.gitignore')
  return {
    folder,
    root,
    below: relative(root, folder).replaceAll('\\', '/'),
    packageText,
    packageJson,
    ignored: existsSync(ignoreFile) ? readFileSync(ignoreFile, 'utf8') : null,
    typescript: 'typescript' in known || [root, folder].some((each) => existsSync(join(each, 'tsconfig.json'))),
    entries,
    routes: existsSync(join(folder, appDir)) ? filesIn(join(folder, appDir)) : null,
    appDir,
  }
}

/** The folder itself, or the nearest one above it with a package.json. */
function projectRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at
    if (at === dirname(at)) throw new FerryError(noProject, `There is no package.json in ${folder} or above it.`)
  }
}

function parsed(text: string, file: string): PackageJson {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new FerryError(packageJsonBroken, `${file} is not JSON.`, { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FerryError(packageJsonBroken, `${file} holds no object.`)
  }
  return value as PackageJson
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
}
