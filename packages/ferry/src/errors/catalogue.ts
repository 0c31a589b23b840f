/** Every error Ferry can raise. A test holds this list and docs/errors.md against each other, both ways. */
import type { ErrorEntry } from './ferry-error.ts'

export const outsideRequest = {
  code: 'FERRY_OUTSIDE_REQUEST',
  title: 'A request API was called outside a request.',
  hint: 'Call it inside a Server Component, a server function, a route handler or middleware, not at module scope or in a timer that outlives the request.',
} satisfies ErrorEntry

// router

export const routeBadSegment = {
  code: 'FERRY_ROUTE_BAD_SEGMENT',
  title: 'A folder in app/ has a name that is not a route segment.',
  hint: 'Use name, [name], [...name], [[...name]], (group), @slot or _private.',
} satisfies ErrorEntry

export const routeConflict = {
  code: 'FERRY_ROUTE_CONFLICT',
  title: 'Two files answer the same URL.',
  hint: 'Keep one of the two files, or move one to another folder. Groups do not appear in the URL.',
} satisfies ErrorEntry

export const routeDuplicateFile = {
  code: 'FERRY_ROUTE_DUPLICATE_FILE',
  title: 'One folder has the same conventional file twice.',
  hint: 'Keep one of the two files: the extension makes no difference.',
} satisfies ErrorEntry

export const routeDuplicateParam = {
  code: 'FERRY_ROUTE_DUPLICATE_PARAM',
  title: 'A route has two parameters of the same name.',
  hint: 'Give one of the two folders another name.',
} satisfies ErrorEntry

export const routeMisplaced = {
  code: 'FERRY_ROUTE_MISPLACED',
  title: 'A route file lies where it cannot be reached.',
  hint: 'Move the file to a folder of its own URL.',
} satisfies ErrorEntry

export const routeNoLayout = {
  code: 'FERRY_ROUTE_NO_LAYOUT',
  title: 'A page has no root layout.',
  hint: 'Add app/layout.tsx: a component that renders <html> and <body> around its children.',
} satisfies ErrorEntry

export const routeParamNames = {
  code: 'FERRY_ROUTE_PARAM_NAMES',
  title: 'One part of the URL has two parameter names.',
  hint: 'Give both folders the same name.',
} satisfies ErrorEntry

export const routeParamValue = {
  code: 'FERRY_ROUTE_PARAM_VALUE',
  title: 'A path cannot be built from these parameters.',
  hint: 'Give every parameter of the route a non-empty string (an array of them for a catch-all) other than “.” and “..”.',
} satisfies ErrorEntry

export const routeRestNotLast = {
  code: 'FERRY_ROUTE_REST_NOT_LAST',
  title: 'A catch-all segment is not the last one of its route.',
  hint: 'Move the inner file up: [...name] already takes the rest of the URL.',
} satisfies ErrorEntry

// config

export const configInvalid = {
  code: 'FERRY_CONFIG_INVALID',
  title: 'A key of ferry.config has a value of the wrong kind.',
  hint: 'Change the value to what the message asks for.',
} satisfies ErrorEntry

export const configUnknownKey = {
  code: 'FERRY_CONFIG_UNKNOWN_KEY',
  title: 'ferry.config has a key that Ferry does not know.',
  hint: 'Correct its spelling or take it out.',
} satisfies ErrorEntry

export const configLoad = {
  code: 'FERRY_CONFIG_LOAD',
  title: 'ferry.config could not be run.',
  hint: 'It must be a module whose default export is the configuration, a function that returns it, or a promise of it.',
} satisfies ErrorEntry

export const envFileUnreadable = {
  code: 'FERRY_ENV_FILE_UNREADABLE',
  title: 'An .env file could not be read.',
  hint: 'Make it a plain file that the user who runs Ferry may read, or remove it.',
} satisfies ErrorEntry

// host

export const notBuilt = {
  code: 'FERRY_NOT_BUILT',
  title: 'There is no build to serve.',
  hint: 'Run “ferry build” first, in the same folder.',
} satisfies ErrorEntry

export const buildBroken = {
  code: 'FERRY_BUILD_BROKEN',
  title: 'The build in dist/ cannot be started.',
  hint: 'Run “ferry build” again and copy the whole of dist/. If the cause below is an error of your own code, mend that.',
} satisfies ErrorEntry

export const portInUse = {
  code: 'FERRY_PORT_IN_USE',
  title: 'Another program listens on this port.',
  hint: 'Stop the other program, or choose another port with -p or PORT.',
} satisfies ErrorEntry

export const listenFailed = {
  code: 'FERRY_LISTEN_FAILED',
  title: 'The server cannot listen on this address.',
  hint: 'Choose a port above 1023 that is free with -p or PORT, and an address of this machine with -H or HOST.',
} satisfies ErrorEntry

// cli

export const usage = {
  code: 'FERRY_USAGE',
  title: 'The command was not understood.',
  hint: 'Run it with --help to see what it takes.',
} satisfies ErrorEntry

export const noApp = {
  code: 'FERRY_NO_APP',
  title: 'There is no app in this folder.',
  hint: 'Run ferry in the folder that holds app/ (or src/app/), or give that folder as the argument.',
} satisfies ErrorEntry

// server functions

export const functionNotRegistered = {
  code: 'FERRY_FUNCTION_NOT_REGISTERED',
  title: 'The manifest names a server function that the bundle does not have.',
  hint: 'Build again, and deploy dist/ as a whole: manifest.json and server/index.js belong together.',
} satisfies ErrorEntry

export const referenceNotFunction = {
  code: 'FERRY_REFERENCE_NOT_FUNCTION',
  title: 'A "use server" module exports something that is not a function.',
  hint: 'Export async functions only. Move constants, classes and objects to a module without the directive.',
} satisfies ErrorEntry

export const captureNotSerializable = {
  code: 'FERRY_CAPTURE_NOT_SERIALIZABLE',
  title: 'A server function captures a variable that cannot travel to the browser and back.',
  hint: 'Capture plain data (an id rather than the object it belongs to), or move the value to module scope.',
} satisfies ErrorEntry

export const sealInvalid = {
  code: 'FERRY_SEAL_INVALID',
  title: 'The encrypted variables of a server function could not be opened.',
  hint: 'They were changed on the way, belong to another function, or were encrypted with a key that this server does not have: keep the previous key in FERRY_ENCRYPTION_KEY after the new one.',
} satisfies ErrorEntry

export const sealKeyMissing = {
  code: 'FERRY_SEAL_KEY_MISSING',
  title: 'There is no key to encrypt captured variables with.',
  hint: 'Set FERRY_ENCRYPTION_KEY to at least one key, or unset it to use the key made by the build.',
} satisfies ErrorEntry

export const actionDefinition = {
  code: 'FERRY_ACTION_DEFINITION',
  title: 'action() or query() was called with something it does not understand.',
  hint: 'Call action(fn), action(fn, options), action(schema, fn) or action(schema, fn, options), where schema follows Standard Schema.',
} satisfies ErrorEntry

export const actionErrorData = {
  code: 'FERRY_ACTION_ERROR_DATA',
  title: 'An ActionError cannot be sent.',
  hint: 'Give it a code, a status from 400 to 599, and data that JSON can express.',
} satisfies ErrorEntry

// requests

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
