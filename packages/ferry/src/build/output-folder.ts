/** What surrounds the compiled files in the output folder. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Manifest } from '../protocol/manifest.ts'

const OURS = [
  'server',
  'assets',
  'public',
  'pages',
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

/** Puts a finished build in the place of the one before, which stays whole until then. What else is there stays. */
export function replaceOutput(finished: string, outDir: string): void {
  mkdirSync(outDir, { recursive: true })
  const before = mkdtempSync(join(dirname(finished), 'before-'))
  for (const name of OURS) {
    move(join(outDir, name), join(before, name))
    move(join(finished, name), join(outDir, name))
  }
  rmSync(before, { recursive: true, force: true })
  rmSync(finished, { recursive: true, force: true })
}

function move(from: string, to: string): void {
  if (!existsSync(from)) return
  try {
    renameSync(from, to)
  } catch (error) {
    // The output folder may be a volume of its own.
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    cpSync(from, to, { recursive: true })
    rmSync(from, { recursive: true })
  }
}

export function copyPublic(publicDir: string, outDir: string): void {
  if (existsSync(publicDir)) cpSync(publicDir, join(outDir, 'public'), { recursive: true, dereference: true })
}

export function writeManifest(manifest: Manifest, outDir: string): void {
  writeFileSync(join(outDir, 'manifest.json'), JSON.stringify(manifest))
}
