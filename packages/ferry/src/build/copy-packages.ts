/** Copies the packages that stay outside the bundle, and all they need at run time, so that dist/ runs on its own. */
import { cpSync, existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type ExternalPackages, type PackageFacts, readPackageJson } from './external-packages.ts'

export function copyPackages(packages: ExternalPackages, outDir: string): void {
  for (const [place, dir] of layOut(packages)) {
    cpSync(dir, join(outDir, place), { recursive: true, dereference: true, filter: (path) => !isNested(dir, path) })
  }
}

/**
 * Place → folder, for the packages and their dependencies. A dependency goes to the top unless the name stands for
 * another folder there; then it goes below the package that needs it, where Node looks first.
 */
export function layOut({ places }: ExternalPackages): Map<string, string> {
  const layout = new Map([...places.values()].map(({ place, facts }) => [place, facts.dir]))
  const queue = [...layout]
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [place, dir] = next
    for (const name of neededBy(dir)) {
      const target = findPackage(dir, name)
      if (!target) continue
      const found = resolveInLayout(layout, place, name)
      if (found === target) continue
      const at = found === null ? `node_modules/${name}` : `${place}/node_modules/${name}`
      layout.set(at, target)
      queue.push([at, target])
    }
  }
  return layout
}

/** What Node would find from a package at this place. */
function resolveInLayout(layout: ReadonlyMap<string, string>, place: string, name: string): string | null {
  for (let at = place; ; at = at.slice(0, at.lastIndexOf('/node_modules/'))) {
    const found = layout.get(`${at}/node_modules/${name}`)
    if (found) return found
    if (!at.includes('/node_modules/')) return layout.get(`node_modules/${name}`) ?? null
  }
}

/** Installed optional dependencies are platform packages: code names them in ways no tracer reads. */
function neededBy(dir: string): string[] {
  const json: Partial<PackageFacts['json']> = readPackageJson(dir) ?? {}
  const peers = Object.keys(json.peerDependencies ?? {})
  return [
    ...Object.keys(json.dependencies ?? {}),
    ...Object.keys(json.optionalDependencies ?? {}),
    ...peers.filter((name) => !json.peerDependenciesMeta?.[name]?.optional || names(dir, name)),
  ]
}

/** An optional peer comes along when the package's code has its name in quotes. */
function names(dir: string, name: string): boolean {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[cm]?js$/.test(file) && !file.includes('node_modules'))
    .some((file) => new RegExp(`['"\`]${name}['"\`/]`).test(readFileSync(join(dir, file), 'utf8')))
}

export function findPackage(from: string, name: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name)
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate)
    if (folder === dirname(folder)) return null
  }
}

function isNested(root: string, path: string): boolean {
  return path !== root && basename(path) === 'node_modules'
}
