/** From the places in a stack to those in the sources as written, and the source text around the first of them. */
import { readFileSync, realpathSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { codeFrame } from '../errors/code-frame.ts'
import { type StackFrame, stackFrames } from '../errors/stack-frames.ts'
import type { DevPlace, DevStackFrame } from '../protocol/dev-problem.ts'
import { ASSET_PATH } from '../protocol/names.ts'

export interface AppPaths {
  /** Folder of the app. */
  readonly root: string
  /** Where the build is; null before the first one. */
  readonly outDir: string | null
}

export interface ReadStack {
  readonly stack: readonly DevStackFrame[]
  /** Of the first frame that is of the app. */
  readonly place?: DevPlace
  readonly frame?: string
}

const MOST_FRAMES = 50

export function readStack(text: string, paths: AppPaths): ReadStack {
  const stack = stackFrames(text)
    .slice(0, MOST_FRAMES)
    .map((frame) => originalFrame(frame, paths))
  const place = stack.find(({ own }) => own)?.place
  const frame = place && frameAt(place, paths)
  return { stack, ...(place && { place }), ...(frame && { frame }) }
}

/** Source texts, and nothing that is hidden: an .env file and Ferry's own state hold secrets. */
const READABLE = /^(?!(?:.*[\\/])?\.).+\.(?:[cm]?[jt]sx?|css|mdx?)$/

/** The lines around a place; undefined for a file that is no source of the app. */
export function frameAt({ file, line, column }: DevPlace, { root }: AppPaths): string | undefined {
  const path = READABLE.test(file) ? fileInside(root, file) : null
  if (path === null || line === undefined || !READABLE.test(relative(realpathSync(root), path))) return undefined
  const source = readText(path)
  if (source === null) return undefined
  return codeFrame({ source, line, ...(column ? { column } : {}) }, (part) => part)
}

/** Absolute and without symbolic links; null for whatever is not a file of the app's folder. */
export function fileInside(root: string, file: string): string | null {
  try {
    const home = realpathSync(root)
    const path = realpathSync(join(home, file))
    return path.startsWith(home + sep) ? path : null
  } catch {
    return null
  }
}

function originalFrame({ name, file, line, column }: StackFrame, paths: AppPaths): DevStackFrame {
  if (file === '') return { name, own: false }
  const place = throughMap({ file, line, column }, paths) ?? { file: nameOf(file, paths), line, column }
  return { name, place, own: isOwn(place.file, paths) }
}

/** null where there is no map: the place is the original one. */
function throughMap(frame: Omit<StackFrame, 'name'>, paths: AppPaths): DevPlace | null {
  const bundle = bundleOf(frame.file, paths)
  const text = bundle && readText(`${bundle}.map`)
  if (!text) return null
  const { source, line, column } = originalPositionFor(new TraceMap(text), {
    line: frame.line,
    column: Math.max(0, frame.column - 1),
  })
  if (source === null) return null
  // A map without columns gives the first one for every place.
  return { file: nameOf(source, paths), line, ...(column > 0 && { column: column + 1 }) }
}

/** A file of the build. Its name comes from a stranger: only the last part of it counts. */
function bundleOf(file: string, { outDir }: AppPaths): string | null {
  if (outDir === null) return null
  const path = URL.canParse(file) ? readable(decodeURIComponent, new URL(file).pathname) : file
  if (path.includes(ASSET_PATH)) return join(outDir, 'assets', basename(path))
  return path.startsWith(join(outDir, 'server') + sep) && path.endsWith('.js') ? path : null
}

function nameOf(file: string, { root, outDir }: AppPaths): string {
  const plain = file.startsWith('file:') ? readable(fileURLToPath, file) : file
  // Node reads the names in a map as relative to it.
  for (const folder of outDir === null ? [] : [join(outDir, 'server'), outDir]) {
    if (plain.startsWith(folder + sep) && !plain.endsWith('.js')) return relative(folder, plain).split(sep).join('/')
  }
  return plain.startsWith(root + sep) ? relative(root, plain).split(sep).join('/') : plain
}

/** What cannot be read stays as it was: a stranger may have written it, and it names nothing then. */
function readable(read: (text: string) => string, text: string): string {
  try {
    return read(text)
  } catch {
    return text
  }
}

function isOwn(file: string, { root }: AppPaths): boolean {
  return !/(?:^|[\\/])node_modules[\\/]/.test(file) && fileInside(root, file) !== null
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
