/** Writes the files of an app, over nobody's. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gitignoreWith } from './gitignore.ts'
import { Problem, problems } from './problem.ts'
import type { AppFiles } from './templates.ts'

/** Returns the files that were there and stay as they are. */
export function writeApp(folder: string, files: AppFiles): readonly string[] {
  try {
    mkdirSync(folder, { recursive: true })
    const present = new Set(readdirSync(folder).map((name) => name.toLowerCase()))
    const kept: string[] = []
    for (const [path, content] of files) {
      if (path === '.gitignore' && present.has(path)) addIgnored(join(folder, path), content.toString('utf8'))
      else if (path === 'README.md' && present.has('readme.md')) kept.push(path)
      else writeNew(join(folder, path), content)
    }
    return kept
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    throw new Problem(problems.unwritable, cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

function writeNew(file: string, content: Buffer): void {
  if (existsSync(file)) throw new Problem(problems.folderTaken, `${file} appeared meanwhile.`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content, { flag: 'wx' })
}

function addIgnored(file: string, wanted: string): void {
  writeFileSync(file, gitignoreWith(readFileSync(file, 'utf8'), wanted))
}
