/** Rids the `dist/` of a package of types that no module leads to which users may import: nine in ten. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const IMPORT = /\b(?:from|import|import\()\s*(['"])(\.{1,2}\/[^'"]+)\1/g

/**
 * @param {string} folder holds `package.json` and `dist/`
 * @returns {string[]} what was removed, below `dist/`
 */
export function pruneTypes(folder) {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const reached = new Set()
  const queue = Object.values(exports)
    .flatMap(filesOf)
    .map((path) => typesOf(resolve(folder, path)))
  for (let file = queue.pop(); file; file = queue.pop()) {
    if (reached.has(file) || !existsSync(file)) continue
    reached.add(file)
    for (const [, , path] of readFileSync(file, 'utf8').matchAll(IMPORT))
      queue.push(typesOf(resolve(dirname(file), path)))
  }
  const dist = join(folder, 'dist')
  const types = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.d.ts'))
  const unreached = types.filter((path) => !reached.has(join(dist, path)))
  for (const path of unreached) rmSync(join(dist, path))
  return unreached.map((path) => path.replaceAll('\\', '/'))
}

/** A path, or paths by condition. */
function filesOf(target) {
  return typeof target === 'string' ? [target] : Object.values(target).flatMap(filesOf)
}

/** Sources name each other as `.ts`, what is emitted as `.js`. */
function typesOf(path) {
  return /\.d\.ts$/.test(path) ? path : path.replace(/\.[jt]sx?$/, '.d.ts')
}
