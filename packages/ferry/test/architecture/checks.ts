/** What may be wrong with the house, as text: which file, which wall, which line of the document. Pure. */
import { type SourceFile, withoutComments } from './source-files.ts'
import { forbiddenNames, MAX_LINES, pureRooms, type Wall, walls, withoutReact } from './walls.ts'

/** Finds the line of a quote in docs/architecture.md. */
export type Cite = (quote: string) => string

export function brokenWalls(files: readonly SourceFile[], cite: Cite): string[] {
  return files.flatMap((file) => {
    const wall = wallOf(file.path)
    if (!wall) return file.path.includes('/') ? [`${file.path} is in no room. ${cite('Rooms (folders of')}`] : []
    return file.imports
      .filter(({ target }) => target !== null && !wall.mayImport.some((prefix) => target.startsWith(prefix)))
      .map(({ target, line }) => `${file.path}:${line} imports ${target}: a wall. ${cite(wall.quote)}`)
  })
}

function wallOf(path: string): Wall | undefined {
  return walls.filter(({ inside }) => path.startsWith(inside)).sort((a, b) => b.inside.length - a.inside.length)[0]
}

/** A file directly in src/. */
export function isDoor(path: string): boolean {
  return !path.includes('/') && !path.endsWith('.d.ts')
}

export function impureImports(files: readonly SourceFile[], cite: Cite): string[] {
  return files
    .filter(({ path }) => pureRooms.inside.some((room) => path.startsWith(room)))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier }) => specifier.startsWith('node:'))
        .filter(({ typeOnly }) => !(typeOnly && pureRooms.typesOnly.includes(path)))
        .map(
          ({ specifier, line }) => `${path}:${line} imports ${specifier}: its room is pure. ${cite(pureRooms.quote)}`,
        ),
    )
}

export function reactImports(files: readonly SourceFile[], cite: Cite): string[] {
  return files
    .filter(({ path }) => withoutReact.inside.some((room) => path.startsWith(room)))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier, typeOnly }) => !typeOnly && /^react(-dom|-server-dom-webpack)?(\/|$)/.test(specifier))
        .map(({ specifier, line }) => `${path}:${line} imports ${specifier}. ${cite(withoutReact.quote)}`),
    )
}

/** Each cycle once, as the way around it. Type imports count. */
export function cycles(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const done = new Set<string>()
  const found: string[] = []
  for (const file of files) visit(file, [])
  return found

  function visit(file: SourceFile, way: readonly string[]): void {
    const start = way.indexOf(file.path)
    if (start >= 0) found.push([...way.slice(start), file.path].join(' → '))
    if (start >= 0 || done.has(file.path)) return
    for (const { target } of file.imports) {
      const next = target === null ? undefined : byPath.get(target)
      if (next) visit(next, [...way, file.path])
    }
    done.add(file.path)
  }
}

export function tooLong(files: readonly SourceFile[]): string[] {
  return files
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines; ${MAX_LINES} is the wall. Look for the second concept.`)
}

export function withoutConcept(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ text }) => !/^(\/\*\*|\/\/)/.test(text))
    .map(({ path }) => `${path} does not say its concept in its first line.`)
}

export function badNames(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => forbiddenNames.test(path))
    .map(({ path }) => `${path}: name it after what it holds.`)
}

const RE_EXPORT = /export\s+(type\s+)?(\*(\s+as\s+\w+)?|\{[^}]*\})\s*from\s*(['"])[^'"]+\4;?/g

export function doorsWithCode(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => isDoor(path))
    .map(({ path, text }) => ({ path, rest: withoutComments(text).replace(RE_EXPORT, '').trim() }))
    .filter(({ rest }) => rest !== '')
    .map(({ path, rest }) => `${path} is a door and only re-exports; it has: ${rest.slice(0, 80)}`)
}

/** Every target below dist/ has a door, and every door is a target. */
export function unhingedDoors(files: readonly SourceFile[], exports: unknown): string[] {
  const doors = new Set(files.filter(({ path }) => isDoor(path)).map(({ path }) => path.replace(/\.tsx?$/, '')))
  const targets = new Set(distTargets(exports))
  const missing = [...targets]
    .filter((name) => !doors.has(name))
    .map((name) => `exports names dist/${name}.js, but there is no src/${name}.ts.`)
  const unused = [...doors]
    .filter((name) => !targets.has(name))
    .map((name) => `src/${name}.ts is named by no key of exports.`)
  return [...missing, ...unused]
}

function distTargets(exports: unknown): string[] {
  if (typeof exports === 'string') return [...exports.matchAll(/^\.\/dist\/(.+)\.js$/g)].map((match) => match[1] ?? '')
  if (typeof exports !== 'object' || exports === null) return []
  return Object.values(exports).flatMap(distTargets)
}
