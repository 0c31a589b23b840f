/** What can go wrong with requests, and what user code asks of them. */
import type { ErrorEntry } from '../ferry-error.ts'

export const outsideRequest = {
  code: 'FERRY_OUTSIDE_REQUEST',
  title: 'A request API was called outside a request.',
  hint: 'Call it inside a Server Component, a server function, a route handler or middleware, not at module scope or in a timer that outlives the request.',
} satisfies ErrorEntry

export const cookiesReadonly = {
  code: 'FERRY_COOKIES_READONLY',
  title: 'A cookie was written where none can be.',
  hint: 'Write cookies in a server function, a route handler or middleware: when a page renders, the headers may already be on their way.',
} satisfies ErrorEntry

export const cookieInvalid = {
  code: 'FERRY_COOKIE_INVALID',
  title: 'A cookie cannot be sent.',
  hint: 'Names are letters, digits and !#$%&\'*+-.^_`|~. Path and domain have no control characters or ";", maxAge is a whole number of seconds.',
} satisfies ErrorEntry

export const headersReadonly = {
  code: 'FERRY_HEADERS_READONLY',
  title: 'The headers of the request were written to.',
  hint: 'They describe what came in. Set headers of the answer in middleware, in the Response of a route handler, or with headers() in ferry.config.',
} satisfies ErrorEntry

export const dynamicRead = {
  code: 'FERRY_DYNAMIC_READ',
  title: 'A page or route handler with dynamic = "error" read something of the request.',
  hint: 'Remove the export, or what reads cookies(), headers(), connection() or searchParams.',
} satisfies ErrorEntry

export const keptPageRead = {
  code: 'FERRY_KEPT_PAGE_READ',
  title: 'A page that was to be kept for everybody read something of the request.',
  hint: "Nothing has to be done: Ferry renders it for each request instead. To have it kept, remove what reads; dynamic = 'error' shows where.",
} satisfies ErrorEntry

export const segmentExport = {
  code: 'FERRY_SEGMENT_EXPORT',
  title: 'An export of a page, layout or route handler has a value that means nothing.',
  hint: 'Give it one of the values of the message, or remove it.',
} satisfies ErrorEntry

export const redirectTarget = {
  code: 'FERRY_REDIRECT_TARGET',
  title: 'redirect() was given a target that it cannot go to.',
  hint: 'Give it a path of this app, or an absolute http(s) URL. Never pass on a URL from the request unchecked.',
} satisfies ErrorEntry

export const pageWithoutDefault = {
  code: 'FERRY_PAGE_WITHOUT_DEFAULT',
  title: 'A route file has no component to render.',
  hint: 'Export the component as default: export default function Page() { … }',
} satisfies ErrorEntry

export const handlerResult = {
  code: 'FERRY_HANDLER_RESULT',
  title: 'A route handler returned something that is not a Response.',
  hint: 'Return a Response, for example Response.json({ ok: true }), from every path through the handler.',
} satisfies ErrorEntry

export const middlewareResult = {
  code: 'FERRY_MIDDLEWARE_RESULT',
  title: 'The middleware cannot be used.',
  hint: 'middleware.ts exports one function as default. It returns a Response (also from next(), rewrite() or redirect() of ferry/server), or nothing.',
} satisfies ErrorEntry

export const middlewareMatcher = {
  code: 'FERRY_MIDDLEWARE_MATCHER',
  title: 'The matcher of the middleware cannot be used.',
  hint: 'config.matcher is a path pattern such as "/admin/:path*", { source, has, missing }, or a list of these.',
} satisfies ErrorEntry

export const rewriteTarget = {
  code: 'FERRY_REWRITE_TARGET',
  title: 'rewrite() was given a target outside this app.',
  hint: 'Rewrite to a path of this app. To send the browser elsewhere, use redirect().',
} satisfies ErrorEntry

export const cacheArguments = {
  code: 'FERRY_CACHE_ARGUMENTS',
  title: 'A cached function was called with arguments that cannot be a cache key.',
  hint: 'Pass plain data: strings, numbers, booleans, null, arrays, objects and dates. Other values belong inside the cached function.',
} satisfies ErrorEntry
