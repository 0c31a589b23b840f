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
  rememberClient(`${key}#${name}`, reference)
  return reference
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
