/**
 * Fast Refresh: what compiled client modules of the app register their components with, and when an edited module may
 * take the place of the one before. The first module of the browser entry: React looks for the hook when it is evaluated.
 */
import {
  createSignatureFunctionForTransform,
  getFamilyByType,
  injectIntoGlobalHook,
  isLikelyComponentType,
  performReactRefresh,
  register,
} from 'react-refresh/runtime'
import { DEV_REFRESH_GLOBAL } from '../../protocol/names.ts'

/** The part of webpack's module object that is used here. */
interface HotModule {
  readonly id: string | number
  readonly exports: unknown
  readonly hot?: Hot
}

interface Hot {
  /** What `dispose` of the module's predecessor left; undefined for a module that is no update. */
  readonly data?: { shape?: Shape } | undefined
  accept(onError: (error: unknown, context: { readonly module?: HotModule }) => void): void
  dispose(leave: (data: { shape?: Shape }) => void): void
  invalidate(): void
}

/** Names of the exports and what they are to React. Modules of the same shape can stand in for each other. */
type Shape = readonly unknown[]

/** What the build's loader puts around a module: see build/webpack/dev-refresh-loader. */
export interface RefreshGlobal {
  register(module: HotModule): (type: unknown, name: string) => void
  signature: typeof createSignatureFunctionForTransform
  settle(module: HotModule): void
}

injectIntoGlobalHook(self)
const refresh: RefreshGlobal = {
  register: ({ id }) => {
    scheduleRefresh()
    return (type, name) => register(type, `${id} ${name}`)
  },
  signature: createSignatureFunctionForTransform,
  settle,
}
Object.assign(self, { [DEV_REFRESH_GLOBAL]: refresh })

/** At the end of a module: one that exports components alone can be exchanged; for others their importers are asked. */
function settle(module: HotModule): void {
  const { id, hot } = module
  if (!hot) return
  const before = hot.data?.shape
  const exported = exportsOf(module.exports)
  const isBoundary = exported.length > 0 && exported.every(([, value]) => isLikelyComponentType(value))
  if (!isBoundary) {
    if (before) hot.invalidate()
    return
  }
  for (const [name, value] of exported) register(value, `${id} export ${name}`)
  const shape = exported.flatMap(([name, value]) => [name, getFamilyByType(value)])
  hot.dispose((data) => {
    data.shape = shape
  })
  hot.accept(stayExchangeable)
  if (before && !isSame(before, shape)) hot.invalidate()
}

/** A module that failed while it was evaluated is exchanged again when it is mended. */
function stayExchangeable(error: unknown, { module }: { readonly module?: HotModule }): void {
  module?.hot?.accept(stayExchangeable)
  reportError(error)
}

function exportsOf(exported: unknown): [name: string, value: unknown][] {
  if (isLikelyComponentType(exported)) return [['', exported]]
  if (typeof exported !== 'object' || exported === null) return []
  return Object.keys(exported)
    .filter((name) => name !== '__esModule')
    .map((name) => [name, (exported as Readonly<Record<string, unknown>>)[name]])
}

function isSame(one: Shape, other: Shape): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index])
}

let scheduled = false

/** After all modules of an update were evaluated. */
function scheduleRefresh(): void {
  if (scheduled) return
  scheduled = true
  setTimeout(() => {
    scheduled = false
    performReactRefresh()
  })
}
