/** `ferry/server`: the request beyond its headers, and what middleware answers. */
export type * as MetadataRoute from './server/metadata/metadata-output.ts'
export type { NextInit } from './server/shared/middleware-answer.ts'
export { next, redirect, rewrite } from './server/shared/middleware-answer.ts'
export { after, connection, requestId, requestSignal } from './server/shared/request-api.ts'
