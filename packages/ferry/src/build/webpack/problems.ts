/** Everything that is wrong with a compiled graph, as errors that a user can read: file and line first, each once. */
import type { Compilation } from 'webpack'
import type { FerryError } from '../../errors/ferry-error.ts'
import type { BuildContext } from '../build-context.ts'
import type { ServerGraph } from '../server-graph.ts'
import { boundaryErrors } from './boundaries.ts'
import { clientReactErrors } from './client-react.ts'
import { explainError, type WebpackProblem } from './explain-error.ts'
import { resourceOf } from './module-facts.ts'

export interface Problems {
  readonly errors: readonly FerryError[]
  readonly warnings: readonly FerryError[]
}

export function problemsOf(compilation: Compilation, context: BuildContext, server: ServerGraph): Problems {
  const explain = (problem: WebpackProblem) => explainError(problem, compilation, context, server)
  const errors = [
    ...compilation.errors.filter((error) => !ECHO.test(error.message)).map(explain),
    ...boundaryErrors(compilation, context, server),
    ...clientReactErrors(compilation, context, server),
  ]
  return { errors: distinct(errors), warnings: distinct(compilation.warnings.filter(isOfTheApp).map(explain)) }
}

/** A style sheet runs as a module of its own first; the error of that module is there already. */
const ECHO = /Execution of module code from module graph .* failed/

/** What a dependency does inside is not in the reader's hands. */
function isOfTheApp({ module }: WebpackProblem): boolean {
  return !module || !/[\\/]node_modules[\\/]/.test(resourceOf(module) ?? '')
}

/** A module that is in two layers, or a sheet that two loaders read, says the same twice. */
function distinct(errors: readonly FerryError[]): FerryError[] {
  const byText = new Map(
    errors.map((error) => [`${error.code} ${error.place?.file}:${error.place?.line} ${error.message}`, error]),
  )
  return [...byText.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1))
}

function order({ place }: FerryError): string {
  return `${place?.file ?? ''}:${String(place?.line ?? 0).padStart(8, '0')}`
}
