/** One of webpack's errors, or of a loader's, as an error that a user can read. */
import { builtinModules } from 'node:module'
import { basename } from 'node:path'
import type { Compilation, Module } from 'webpack'
import * as catalogue from '../../errors/catalogue.ts'
import { type ErrorEntry, FerryError, isFerryError, type Place } from '../../errors/ferry-error.ts'
import type { BuildContext } from '../build-context.ts'
import type { ServerGraph } from '../server-graph.ts'
import { fullChain } from './full-chain.ts'
import { explainStyleError, explainSwcError } from './loader-errors.ts'
import { missingModule } from './missing-module.ts'
import { importerOf, resourceOf } from './module-facts.ts'
import { originalPlace } from './original-place.ts'

/** What webpack's errors have in common; each kind has more. */
export interface WebpackProblem {
  readonly name: string
  readonly message: string
  readonly module?: Module | null
  readonly loc?: unknown
  /** What a loader threw, or what the parser found. */
  readonly error?: unknown
}

export function explainError(
  problem: WebpackProblem,
  compilation: Compilation,
  context: BuildContext,
  server: ServerGraph,
): FerryError {
  const module = problem.module ?? null
  const chain = module ? fullChain(compilation, module, context, server) : []
  const place = module ? originalPlace(context, module, problem.loc) : undefined
  const known = (entry: ErrorEntry, message: string, where: Place | undefined = place) =>
    new FerryError(entry, message, { chain, ...(where && { place: where }) })

  if (isFerryError(problem.error)) return withChain(problem.error, chain)
  if (problem.name === 'ModuleNotFoundError') return notFound(problem.message, known)
  if (problem.name === 'ModuleDependencyError') return missingExport(problem, known)
  if (module && resourceOf(module)?.startsWith('node:')) return nodeModule(module, compilation, context, server)
  if (problem.name === 'ModuleParseError') return parseError(problem, module, known)
  const detail = module && (explainSwcError(problem.message, place) ?? explainStyleError(problem.message, place))
  if (detail) return known(detail.entry, detail.message, detail.place)
  return known(catalogue.buildFailed, withoutNoise(problem.message))
}

type Known = (entry: ErrorEntry, message: string, place?: Place) => FerryError

function withChain(error: FerryError, chain: readonly string[]): FerryError {
  if (error.chain.length > 0) return error
  const { code, title, hint, message, place, cause } = error
  return new FerryError({ code, title, hint }, message, { chain, ...(place && { place }), cause })
}

const BUILTIN = new Set(builtinModules)

function notFound(message: string, known: Known): FerryError {
  const missing = missingModule(message)
  if (!missing) return known(catalogue.moduleNotFound, `${message.replace(/^Module not found: Error: /, '')}.`)
  return BUILTIN.has(missing.request)
    ? known(catalogue.nodeInBrowser, `'${missing.request}' exists in Node.js only, and this file reaches the browser.`)
    : known(catalogue.moduleNotFound, missing.message)
}

/** `node:fs` is a module to webpack; the file that imports it is the place. */
function nodeModule(module: Module, compilation: Compilation, context: BuildContext, server: ServerGraph): FerryError {
  const [importer] = compilation.moduleGraph.getIncomingConnections(module)
  const origin = importer ? importerOf(importer, compilation) : null
  const place = origin ? originalPlace(context, origin, importer?.dependency?.loc) : undefined
  return new FerryError(
    catalogue.nodeInBrowser,
    `'${resourceOf(module)}' exists in Node.js only, and this file reaches the browser.`,
    { chain: origin ? fullChain(compilation, origin, context, server) : [], ...(place && { place }) },
  )
}

const REACT = /^(react|react-dom)$/

function missingExport({ message, module }: WebpackProblem, known: Known): FerryError {
  const match = /^export '(.+?)' (?:\(.*?\) )?was not found in '(.+?)'(?: \(possible exports: (.*?)\))?/s.exec(message)
  if (!match) return known(catalogue.buildFailed, message)
  const [, name = '', from = '', possible] = match
  if (REACT.test(from) && module?.layer === 'rsc') {
    const api = name.replace(/^default'\.'/, '')
    return known(catalogue.clientHook, `${api} from '${from}' does not work in server code.`)
  }
  const names = possible === undefined ? '' : ` It has: ${possible.replace(/(.{200}[^,]*),.*/s, '$1, …')}.`
  return known(catalogue.exportNotFound, `'${from}' does not export ${name}.${names}`)
}

function parseError({ message }: WebpackProblem, module: Module | null, known: Known): FerryError {
  const file = (module && resourceOf(module)) ?? ''
  const first = message.split('\n', 1)[0]?.replace('Module parse failed: ', '') ?? message
  return /\.([mc]?[jt]sx?|json)$/.test(file)
    ? known(catalogue.syntaxError, first)
    : known(catalogue.fileTypeUnknown, `'${basename(file)}' is no type of file that a module can be made of.`)
}

/** Loader paths and stacks say nothing to the reader. */
function withoutNoise(message: string): string {
  return message
    .replace(/^Module build failed \(from .*?\):\n/, '')
    .replace(/\n\s+at .*/g, '')
    .trim()
}
