/** `ferry typegen` */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { appRoot } from '../app-root.ts'
import type { Command } from '../command.ts'

export const typegen: Command = {
  usage: 'ferry typegen [dir]',
  description:
    'Writes ferry-env.d.ts: style sheets, images and other files that an app may import. Include it in tsconfig.json.',
  options: {},
  positionals: 1,
  async run(input) {
    console.log(writeEnvTypes(appRoot(input)) ? 'Wrote ferry-env.d.ts' : 'ferry-env.d.ts is up to date')
    return 0
  },
}

/** Writes the file only when it would change: editors and watchers notice every write. */
export function writeEnvTypes(root: string): boolean {
  const file = join(root, 'ferry-env.d.ts')
  const text = '/// <reference types="ferry/env" />\n\n// Written by “ferry typegen” and “ferry dev”. Do not edit.\n'
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false
  writeFileSync(file, text)
  return true
}
