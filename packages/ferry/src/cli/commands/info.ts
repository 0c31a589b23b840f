/** `ferry info` */
import { existsSync, readFileSync } from 'node:fs'
import { findPackageJSON } from '../find-package.ts'
import { arch, cpus, platform, release } from 'node:os'
import { join, resolve } from 'node:path'
import { findConfigFile } from '../../config/load-config.ts'
import type { Command } from '../command.ts'
import { ferryVersion } from '../version.ts'

const PACKAGES = ['react', 'react-dom', 'react-server-dom-webpack', 'webpack', '@swc/core', 'express', 'typescript']

export const info: Command = {
  usage: 'ferry info [dir]',
  description: 'Prints versions and set-up for a bug report. No environment values, no paths.',
  options: {},
  positionals: 1,
  async run({ positionals }) {
    const root = resolve(positionals[0] ?? '.')
    const config = findConfigFile(root)
    const app = existsSync(join(root, 'app')) ? 'app/' : existsSync(join(root, 'src', 'app')) ? 'src/app/' : 'none'
    const rows: [string, string][] = [
      ['ferry', ferryVersion()],
      ['node', process.version],
      ['system', `${platform()} ${release()} ${arch()}, ${cpus().length} CPUs`],
      ...PACKAGES.map((name): [string, string] => [name, packageVersion(name, root)]),
      ['app', app],
      ['config', config === null ? 'none' : config.slice(root.length + 1)],
      ['built', existsSync(join(root, 'dist', 'manifest.json')) ? 'yes' : 'no'],
    ]
    for (const [name, value] of rows) console.log(`${name.padEnd(26)}${value}`)
    return 0
  },
}

function packageVersion(name: string, root: string): string {
  const file = findPackageJSON(name, root)
  if (file === null) return 'not installed'
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
