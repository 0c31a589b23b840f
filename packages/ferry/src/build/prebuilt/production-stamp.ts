/** Names the state of all that the prebuilt parts of production are made of: Ferry's texts, and the version of every package. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { readPackageJson } from '../external-packages.ts'
import type { FrameworkFiles } from '../framework-files.ts'
import { bundledPackages } from './bundled-packages.ts'
import { packageFolder } from './package-folder.ts'

/** Folders below dist/ whose modules are part of it, or make it. */
const ROOMS = [
  'browser',
  'build/prebuilt',
  'build/webpack',
  'errors',
  'host',
  'protocol',
  'router',
  'server',
  'shell',
  'store',
]

export function productionStamp(framework: FrameworkFiles): string {
  const hash = createHash('sha256').update(`webpack@${readPackageJson(packageFolder(framework, 'webpack'))?.version}\n`)
  for (const name of [...bundledPackages(framework.packageDir).values()].sort()) hash.update(`${name}\n`)
  for (const file of scripts(framework)) {
    hash.update(`${relative(framework.packageDir, file)}\n`).update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 16)
}

/** The doors are directly below dist/. The entries are files of their own in the tests of the build. */
function scripts({ dist, serverEntry, hostEntry, ssrDir }: FrameworkFiles): string[] {
  const folders = [dist, ...new Set([dirname(serverEntry), dirname(hostEntry)])].map((folder) => ({
    folder,
    recursive: false,
  }))
  const rooms = [...ROOMS.map((room) => join(dist, room)), ssrDir].map((folder) => ({ folder, recursive: true }))
  const files = [...folders, ...rooms].flatMap(({ folder, recursive }) =>
    readdirSync(folder, { recursive, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .map((file) => join(folder, file)),
  )
  return [...new Set(files)].sort()
}
