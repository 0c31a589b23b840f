/** react-refresh has no types of its own: what the browser side of `ferry dev` calls of it. */
declare module 'react-refresh/runtime' {
  export interface Family {
    readonly current: unknown
  }
  /** Before React DOM is evaluated: it looks for the hook then. */
  export function injectIntoGlobalHook(scope: object): void
  export function register(type: unknown, id: string): void
  export function createSignatureFunctionForTransform(): (...args: unknown[]) => unknown
  export function isLikelyComponentType(type: unknown): boolean
  export function getFamilyByType(type: unknown): Family | undefined
  /** null: nothing was registered anew. */
  export function performReactRefresh(): unknown
}
