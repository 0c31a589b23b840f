/** `ferry/headers`: cookies, headers and draft mode of the request. */
export type { Cookie, CookieJar, CookieOptions } from './server/shared/cookie-jar.ts'
export type { DraftMode } from './server/shared/draft-mode.ts'
export { draftMode } from './server/shared/draft-mode.ts'
export type { ReadonlyHeaders } from './server/shared/readonly-headers.ts'
export { cookies, headers } from './server/shared/request-api.ts'
