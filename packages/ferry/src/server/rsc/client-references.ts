/** Client components as server modules see them: references that can be rendered and passed on, and nothing else. */
import {
  createClientModuleProxy,
  registerClientReference as reactRegisterClientReference,
} from 'react-server-dom-webpack/server'
import { rememberClient } from './known-references.ts'

/** One export of a "use client" module. */
export function clientReference(key: string, name: string): unknown {
  const reference = reactRegisterClientReference(
    () => {
      throw new Error(
        `${name}() was called on the server, but it is an export of a client module. It can be rendered as a component or passed to one.`,
      )
    },
    key,
    name,
  )
  const guarded = new Proxy(reference as () => never, { get: readReference, set: refuseAssignment })
  rememberClient(`${key}#${name}`, guarded)
  return guarded
}

/** What React itself reads of a reference; everything else is user code that takes it for the value. */
const READABLE: ReadonlySet<string> = new Set([
  '$$typeof',
  '$$id',
  '$$async',
  'name',
  'prototype',
  'displayName',
  'defaultProps',
  '_debugInfo',
  'toJSON',
])

function readReference(target: () => never, property: string | symbol): unknown {
  if (typeof property === 'symbol' || READABLE.has(property)) return Reflect.get(target, property)
  throw new Error(
    `.${property} was read on the server, of an export of a client module. It can be rendered as a component or passed to one; its value exists in client modules only.`,
  )
}

function refuseAssignment(): never {
  throw new Error('An export of a client module was assigned to on the server.')
}

/** A CommonJS module with "use client": every property is a reference. */
export function clientModuleProxy(key: string): unknown {
  const proxy = createClientModuleProxy(key)
  proxies.set(key, proxy)
  return proxy
}

/** A reference that was captured, from its id. Its module may not have been evaluated in this process yet. */
export function reviveClient(id: string): unknown {
  const hash = id.lastIndexOf('#')
  const key = hash < 0 ? id : id.slice(0, hash)
  const proxy = proxies.get(key)
  if (hash < 0) return proxy ?? clientModuleProxy(key)
  const name = id.slice(hash + 1)
  return proxy === undefined ? clientReference(key, name) : (proxy as Record<string, unknown>)[name]
}

const proxies = new Map<string, unknown>()
