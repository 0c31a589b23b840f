/** The server functions of this build, loaded: the one place where an id becomes a function. */
import type { ServerManifest } from 'react-server-dom-webpack/server'
import { functionNotRegistered } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import type { FunctionEntry, Manifest, RuntimeSettings } from '../../protocol/manifest.ts'
import { FUNCTION_ID } from '../../protocol/names.ts'
import { readActionOptions } from '../shared/action-options.ts'
import type { ActionOptions } from '../shared/action-options.ts'

export type ServerFunction = (...args: unknown[]) => unknown

export interface RegisteredFunction {
  readonly id: string
  readonly entry: FunctionEntry
  readonly fn: ServerFunction
  /** What `action(…, options)` or `query(…)` said; empty for a plain function. */
  readonly options: ActionOptions
}

export interface FunctionRegistry {
  readonly functions: ReadonlyMap<string, RegisteredFunction>
  /** The same for React's decoder. It has no prototype: `constructor` is an unknown function like any other. */
  readonly serverManifest: ServerManifest
  /** Largest body that any function accepts; a submit is cut off here before its function is known. */
  readonly largestBody: number
}

/** How the app's bundle finds a function: `__webpack_require__(entry.id)[entry.name]`, awaited when the module is async. */
export type LoadReference = (entry: FunctionEntry) => unknown

/**
 * Loads every function of the manifest and checks it, once per process.
 * Throws FERRY_FUNCTION_NOT_REGISTERED when manifest and bundle disagree: such a server must not start.
 */
export async function createFunctionRegistry(
  manifest: Pick<Manifest, 'functions'> & { readonly settings: Pick<RuntimeSettings, 'actions'> },
  load: LoadReference,
): Promise<FunctionRegistry> {
  const functions = new Map<string, RegisteredFunction>()
  const serverManifest: ServerManifest = Object.create(null)
  let largestBody = manifest.settings.actions.bodySizeLimit
  for (const [id, entry] of Object.entries(manifest.functions)) {
    const fn = verifyFunction(id, entry, await load(entry))
    const options = readActionOptions(fn)
    functions.set(id, { id, entry, fn, options })
    serverManifest[id] = { id: entry.id, name: entry.name, chunks: [], async: entry.async ?? false }
    largestBody = Math.max(largestBody, options.bodySizeLimit ?? 0)
  }
  return { functions, serverManifest, largestBody }
}

const SERVER_REFERENCE = Symbol.for('react.server.reference')

function verifyFunction(id: string, entry: FunctionEntry, value: unknown): ServerFunction {
  const problem = !FUNCTION_ID.test(id)
    ? 'its id is malformed'
    : typeof value !== 'function'
      ? `the export is ${value === null ? 'null' : `of type ${typeof value}`}, not a function`
      : !('$$typeof' in value) || value.$$typeof !== SERVER_REFERENCE || !('$$id' in value)
        ? 'the export is not registered as a server function'
        : value.$$id !== id
          ? 'the export is registered under another id'
          : null
  if (problem === null) return value as ServerFunction
  throw new FerryError(functionNotRegistered, `${entry.source} cannot be called: ${problem}.`, {
    place: { file: entry.source.split('#')[0] ?? entry.source },
  })
}
