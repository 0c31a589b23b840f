/** Names the state of the sources that the prebuilt runtime is made of: their texts, and the versions of React and webpack. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FrameworkFiles } from '../framework-files.ts'
import { packageFolder } from './package-folder.ts'

/** Folders below dist/ whose modules are in the runtime, or make it. */
const ROOMS = ['browser', 'build/prebuilt', 'errors', 'protocol', 'router', 'server', 'shell']
const MAKERS = ['build/webpack/react-patch-loader.js', 'build/webpack/directive-loader.js']
const PACKAGES = ['react', 'react-dom', 'react-server-dom-webpack', 'webpack']

export function currentStamp(framework: FrameworkFiles): string {
  const hash = createHash('sha256')
  for (const name of PACKAGES) hash.update(`${name}@${versionOf(packageFolder(framework, name))}\n`)
  for (const file of [...ROOMS.flatMap((room) => scriptsIn(framework.dist, room)), ...MAKERS]) {
    hash.update(`${file}\n`).update(readFileSync(join(framework.dist, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

function scriptsIn(dist: string, room: string): string[] {
  return readdirSync(join(dist, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .sort()
    .map((file) => `${room}/${file.replaceAll('\\', '/')}`)
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version
}
