/** Writes the files of an app, over nobody's. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gitignoreWith } from './gitignore.ts'
import { Problem, problems } from './problem.ts'
import { type AppFiles, textOf } from './templates.ts'

/** Returns the files that were there and stay as they are. */
export function writeApp(folder: string, files: AppFiles): readonly string[] {
  try {
    mkdirSync(folder, { recursive: true })
    const present = new Set(readdirSync(folder).map((name) => name.toLowerCase()))
    const kept: string[] = []
    for (const [path, content] of files) {
      if (path === '.gitignore' && present.has(path)) addIgnored(join(folder, path), textOf(files, path))
      else if (path === 'README.md' && present.has('readme.md')) kept.push(path)
      else writeNew(join(folder, path), content)
    }
    return kept
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new Problem(problems.unwritable, message, { cause })
  }
}

function writeNew(file: string, content: Buffer): void {
  mkdirSync(dirname(file), { recursive: true })
  // Fails for a file that appeared after the folder was looked at.
  writeFileSync(file, content, { flag: 'wx' })
}

function addIgnored(file: string, wanted: string): void {
  writeFileSync(file, gitignoreWith(readFileSync(file, 'utf8'), wanted))
}
