/** The source files of the package with what they import. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

export interface SourceFile {
  /** Below src/. Example: `router/match.ts` */
  readonly path: string
  readonly text: string
  readonly imports: readonly Import[]
}

export interface Import {
  /** As written. */
  readonly specifier: string
  /** `import type` or `export type … from`. */
  readonly typeOnly: boolean
  /** 1-based */
  readonly line: number
  /** Path below src/ of a relative import, or null. */
  readonly target: string | null
}

/** Tests, fixtures and their snapshots are no part of the house. */
const OUTSIDE = /(\.test\.tsx?$|(^|\/)fixtures\/|(^|\/)test\/)/

export function readSourceFiles(src: string): SourceFile[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !OUTSIDE.test(path))
    .sort()
    .map((path) => sourceFile(path, readFileSync(join(src, path), 'utf8')))
}

export function sourceFile(path: string, text: string): SourceFile {
  return { path, text, imports: readImports(path, text) }
}

const STATEMENT = /\b(?:(import|export)\s+(type\s)?[^'"`;()]*?\bfrom\s*|(import)\s*\(?\s*)(['"])([^'"\n]+)\4/g

function readImports(path: string, text: string): Import[] {
  return [...withoutComments(text).matchAll(STATEMENT)].map((match) => {
    const specifier = match[5] ?? ''
    return {
      specifier,
      typeOnly: match[2] !== undefined,
      line: text.slice(0, match.index).split('\n').length,
      target: specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : null,
    }
  })
}

/** Blanks comments that begin a line, keeping every line where it is. Text with comment signs inside strings stays as it is. */
export function withoutComments(text: string): string {
  return text
    .replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/^[ \t]*\/\/.*$/gm, '')
}
