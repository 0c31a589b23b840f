/** From the parts of a body to a function's arguments: weighed first, decoded by React second. */
import { createTemporaryReferenceSet, decodeReply } from 'react-server-dom-webpack/server'
import type { TemporaryReferenceSet } from 'react-server-dom-webpack/server'
import { admitBound, admitFunction } from './admit-function.ts'
import type { FunctionEnv } from './function-env.ts'
import { decodeBudget } from './limits.ts'
import { malformedReply, readReply } from './reply.ts'
import type { Reply } from './reply.ts'
import { weighArguments, weighBoundFunction } from './weigh-reply.ts'
import type { WeighOptions } from './weigh-reply.ts'

type PlainPart = { readonly name: string; readonly value: string | File }

/**
 * The arguments of a call.
 *
 * @param limit size that the body was allowed to have
 * @param handed collects the functions among them, or bound to them
 */
export async function decodeArguments(
  parts: Iterable<PlainPart>,
  limit: number,
  env: FunctionEnv,
  handed: Set<string> = new Set(),
): Promise<{ args: unknown[]; temporaryReferences: TemporaryReferenceSet }> {
  const reply = readReply(parts)
  weighArguments(reply, weighOptions(limit, env, handed))
  const temporaryReferences = createTemporaryReferenceSet()
  const args = await decode(reply, limit, env, temporaryReferences)
  if (!Array.isArray(args)) throw malformedReply()
  return { args, temporaryReferences }
}

/** The values bound to the function of a form, the previous state of useActionState being the last of them. */
export async function decodeBoundArguments(
  parts: Iterable<PlainPart>,
  limit: number,
  env: FunctionEnv,
  handed: Set<string>,
): Promise<unknown[]> {
  const reply = readReply(parts)
  weighBoundFunction(reply, weighOptions(limit, env, handed))
  const { bound } = (await decode(reply, limit, env, undefined)) as { bound?: unknown }
  const values = isThenable(bound) ? await settle(bound) : bound
  if (values === null || values === undefined) return []
  if (!Array.isArray(values)) throw malformedReply()
  return values
}

function weighOptions(limit: number, env: FunctionEnv, handed: Set<string>): WeighOptions {
  const { nodes, characters } = decodeBudget(limit)
  return {
    nodes,
    characters,
    admitFunction: (id, bound) => {
      admitBound(admitFunction(id, env.registry, env.log), bound)
      handed.add(id)
    },
  }
}

function decode(
  reply: Reply,
  limit: number,
  env: FunctionEnv,
  temporaryReferences: TemporaryReferenceSet | undefined,
): Promise<unknown> {
  try {
    const decoded = decodeReply(reply.formData, env.registry.serverManifest, {
      // React counts characters of strings too; what is too much was refused by weight already.
      arraySizeLimit: decodeBudget(limit).characters,
      ...(temporaryReferences === undefined ? {} : { temporaryReferences }),
    })
    return settle(decoded)
  } catch (cause) {
    throw malformedReply(cause)
  }
}

/** React's thenables in one promise: `await` would make two more for each. */
function settle(thenable: PromiseLike<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    thenable.then(resolve, (cause: unknown) => reject(malformedReply(cause)))
  })
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}
