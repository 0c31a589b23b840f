/** What surrounds the compiled files in the output folder. */
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest } from '../protocol/manifest.ts'

const OURS = [
  'server',
  'assets',
  'public',
  'node_modules',
  'server.js',
  'server.js.map',
  'manifest.json',
  'package.json',
]

/** Removes what an earlier build left, and nothing else. */
export function clearOutput(outDir: string): void {
  for (const name of OURS) rmSync(join(outDir, name), { recursive: true, force: true })
  mkdirSync(join(outDir, 'assets'), { recursive: true })
  // The app's package.json may say "module"; both bundles are CommonJS.
  writeFileSync(join(outDir, 'package.json'), '{ "type": "commonjs" }\n')
}

export function copyPublic(publicDir: string, outDir: string): void {
  if (existsSync(publicDir)) cpSync(publicDir, join(outDir, 'public'), { recursive: true, dereference: true })
}

export function writeManifest(manifest: Manifest, outDir: string): void {
  writeFileSync(join(outDir, 'manifest.json'), JSON.stringify(manifest))
}
