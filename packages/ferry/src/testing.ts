/** `ferry/testing`: server functions in unit tests. */
export type { CallFunctionOptions, CallResult } from './server/shared/call-function.ts'
export { callFunction } from './server/shared/call-function.ts'
