/** Packages that stay outside the server bundle: those with native addons and those the app lists. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface PackageFacts {
  /** Real path of the folder with its package.json. */
  readonly dir: string
  readonly name: string
  readonly version: string
  readonly json: PackageJson
}

export interface PackageJson {
  readonly name?: string
  readonly version?: string
  readonly type?: string
  readonly gypfile?: boolean
  readonly binary?: unknown
  readonly napi?: unknown
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

/** Collects, during a compilation, the packages to copy and where each will lie. */
export interface ExternalPackages {
  readonly listed: readonly string[]
  /** Folder → place below the output folder. Example: `/app/node_modules/libsql` → `node_modules/libsql` */
  readonly places: Map<string, { readonly facts: PackageFacts; readonly place: string }>
}

export function createExternalPackages(listed: readonly string[]): ExternalPackages {
  return { listed, places: new Map() }
}

export function isExternal(packages: ExternalPackages, facts: PackageFacts): boolean {
  return packages.listed.includes(facts.name) || hasNativeAddon(facts)
}

/** Where the package will lie. The first of its name gets the plain place, another version one of its own. */
export function placePackage({ places }: ExternalPackages, facts: PackageFacts): string {
  const known = places.get(facts.dir)
  if (known) return known.place
  const plain = `node_modules/${facts.name}`
  const taken = [...places.values()].some(({ place }) => place === plain)
  const place = taken ? `node_modules/.ferry/${facts.name}@${facts.version}/${plain}` : plain
  places.set(facts.dir, { facts, place })
  return place
}

const packagesByFolder = new Map<string, PackageFacts | null>()

/** The package a file belongs to: the nearest package.json with a name (others only say `type`). */
export function packageOf(file: string): PackageFacts | null {
  const folder = dirname(file)
  const known = packagesByFolder.get(folder)
  if (known !== undefined) return known
  const json = readPackageJson(folder)
  const facts =
    json?.name !== undefined
      ? { dir: folder, name: json.name, version: json.version ?? '0.0.0', json }
      : folder === dirname(folder)
        ? null
        : packageOf(folder)
  packagesByFolder.set(folder, facts)
  return facts
}

/** How Node would load the file: a `.js` is what the nearest package.json says, named or not. */
export function isEsm(file: string): boolean {
  if (file.endsWith('.mjs')) return true
  if (!file.endsWith('.js')) return false
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const json = readPackageJson(folder)
    if (json) return json.type === 'module'
  }
  return false
}

export function readPackageJson(folder: string): PackageJson | null {
  const file = join(folder, 'package.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PackageJson) : null
}

/** `@img/sharp-linux-x64`, `@libsql/darwin-arm64`, `@esbuild/win32-x64` */
const PLATFORM_PACKAGE = /(^|[-/])(linux|darwin|win32)(-|$)/

function hasNativeAddon({ dir, json }: PackageFacts): boolean {
  if (json.gypfile || json.binary || json.napi) return true
  if (Object.keys(json.optionalDependencies ?? {}).some((name) => PLATFORM_PACKAGE.test(name))) return true
  if (existsSync(join(dir, 'binding.gyp')) || existsSync(join(dir, 'prebuilds'))) return true
  return [dir, join(dir, 'build/Release')].some((folder) => existsSync(folder) && holdsAddon(folder))
}

function holdsAddon(folder: string): boolean {
  return readdirSync(folder).some((file) => file.endsWith('.node'))
}
