/** The store the app works with: that of its configuration, else the one its processes share, else this process's memory. */
import { storeInvalid } from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import type { Store } from '../protocol/store.ts'
import { createMemoryStore } from '../store/memory-store.ts'
import { storeModule } from './rsc/app-modules.ts'

export interface AppStore {
  readonly store: Store
  /** Other processes see what is written there. */
  readonly shared: boolean
}

/** @param given by the host, when there are several workers */
export async function openAppStore(given: Store | undefined): Promise<AppStore> {
  if (!storeModule) return given === undefined ? ownMemory() : { store: given, shared: true }
  const { default: exported } = await storeModule()
  const made: unknown = typeof exported === 'function' ? await exported() : exported
  return { store: readStore(made), shared: true }
}

/** Of this process alone. */
export function ownMemory(): AppStore {
  return { store: createMemoryStore(), shared: false }
}

const METHODS = ['get', 'add', 'set', 'delete', 'increment', 'publish', 'subscribe'] as const satisfies (keyof Store)[]

function readStore(value: unknown): Store {
  const missing = METHODS.filter((name) => {
    const method: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
    return typeof method !== 'function'
  })
  if (missing.length === 0) return value as Store
  const what = missing.length === METHODS.length ? 'is no store' : `has no ${missing.join('(), no ')}()`
  throw new FerryError(storeInvalid, `What the module of “store” exports as default, or makes, ${what}.`)
}
