/** Source text → the module that every later step reads. */
import type { TraceMap } from '@jridgewell/trace-mapping'
import { type Options, type Program, parse } from 'acorn'
import { directiveSyntax } from '../../errors/catalogue.ts'
import { type ErrorEntry, FerryError } from '../../errors/ferry-error.ts'
import type { TransformOptions } from './contract.ts'
import { createPlaceOf, type PlaceOf } from './place.ts'
import { readInputMap } from './source-map.ts'
import { childrenOf, type Parents, parentsOf } from './syntax.ts'

export interface SourceModule {
  readonly source: string
  readonly file: string
  readonly program: Program
  readonly format: 'esm' | 'commonjs'
  readonly parents: Parents
  /** Every identifier of the file, so that generated names can keep clear of them. */
  readonly names: ReadonlySet<string>
  /** From the text back to what its author wrote. */
  readonly inputMap: TraceMap | null
  readonly placeOf: PlaceOf
}

export function parseModule(source: string, options: Pick<TransformOptions, 'file' | 'inputMap'>): SourceModule {
  const inputMap = readInputMap(options.inputMap)
  const placeOf = createPlaceOf(source, options.file, inputMap)
  const parsed = parseProgram(source)
  if ('message' in parsed) {
    const message = `This file cannot be parsed: ${parsed.message}.`
    throw new FerryError(directiveSyntax, message, { place: placeOf(parsed.offset) })
  }
  const { program, format } = parsed
  const parents = parentsOf(program)
  const names = new Set<string>()
  for (const node of parents.keys()) if (node.type === 'Identifier') names.add(node.name)
  return { source, file: options.file, program, format, parents, names, inputMap, placeOf }
}

export function errorAt(module: SourceModule, offset: number, entry: ErrorEntry, message: string): FerryError {
  return new FerryError(entry, message, { place: module.placeOf(offset) })
}

type Failure = { readonly message: string; readonly offset: number }

/** A module unless it only makes sense as CommonJS: when it cannot be parsed as a module, or speaks of `module` and `exports`. */
export function parseProgram(source: string): Pick<SourceModule, 'program' | 'format'> | Failure {
  const program = attempt(source, 'module')
  if (!('message' in program)) return { program, format: formatOf(program) }
  const script = attempt(source, 'commonjs')
  return 'message' in script ? program : { program: script, format: 'commonjs' }
}

function attempt(source: string, sourceType: Options['sourceType']): Program | Failure {
  try {
    return parse(source, { ecmaVersion: 'latest', sourceType, allowHashBang: true })
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const offset = 'pos' in error && typeof error.pos === 'number' ? error.pos : 0
    return { message: error.message.replace(/ \(\d+:\d+\)$/, ''), offset }
  }
}

const COMMONJS_NAMES = new Set(['module', 'exports', 'require'])

function formatOf(program: Program): SourceModule['format'] {
  if (program.body.some((statement) => /^(?:Import|Export)/.test(statement.type))) return 'esm'
  let commonjs = false
  const pending = [...childrenOf(program)]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.type === 'MetaProperty' && node.meta.name === 'import') return 'esm'
    if (node.type === 'Identifier' && COMMONJS_NAMES.has(node.name)) commonjs = true
    pending.push(...childrenOf(node))
  }
  return commonjs ? 'commonjs' : 'esm'
}
