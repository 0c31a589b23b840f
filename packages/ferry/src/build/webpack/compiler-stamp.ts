/** Names the state of everything that compiles: Ferry's own loaders and transform, webpack with what it consists of, and the other tools. */
import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { findPackage } from '../copy-packages.ts'
import { readPackageJson } from '../external-packages.ts'

/** Packages whose modules compile, with what they consist of. */
export const TOOLS = [
  '@swc/core',
  'acorn',
  'css-loader',
  'image-size',
  'lightningcss',
  'magic-string',
  'mini-css-extract-plugin',
  'minimizer-webpack-plugin',
  'postcss',
  'postcss-loader',
  'swc-loader',
  'webpack',
]

/** @param packageDir folder of Ferry */
export function compilerStamp(packageDir: string): string {
  const hash = createHash('sha256')
  for (const line of [...ownFiles(join(packageDir, 'dist/build')), ...versions(packageDir)]) hash.update(`${line}\n`)
  return hash.digest('hex')
}

/** A linked or patched Ferry must not meet the results of another. */
function ownFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .sort()
    .map((file) => {
      const { size, mtimeMs } = statSync(join(folder, file))
      return `${file}:${size}:${mtimeMs}`
    })
}

function versions(packageDir: string): string[] {
  const tools = TOOLS.map((name) => ({ name, folder: findPackage(packageDir, name) }))
  return tools.flatMap(({ name, folder }) => {
    const json = folder === null ? null : readPackageJson(folder)
    const parts = Object.keys(json?.dependencies ?? {})
    return [`${name}@${json?.version}`, ...parts.map((part) => version(folder ?? packageDir, part))]
  })
}

function version(from: string, name: string): string {
  const folder = findPackage(from, name)
  return `${name}@${folder && readPackageJson(folder)?.version}`
}
