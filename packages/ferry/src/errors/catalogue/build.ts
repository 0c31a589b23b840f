/** What can go wrong with the build. */
import type { ErrorEntry } from '../ferry-error.ts'

export const buildFailed = {
  code: 'FERRY_BUILD_FAILED',
  title: 'The app could not be compiled.',
  hint: 'Read the message below: it comes from the compiler. If a loader or plugin of your own is involved, look at `webpack` in ferry.config.',
} satisfies ErrorEntry

export const pageNotRendered = {
  code: 'FERRY_PAGE_NOT_RENDERED',
  title: 'A page that the build renders could not be rendered.',
  hint: "Mend what the cause says. A page that needs what only the running server has says dynamic = 'force-dynamic'.",
} satisfies ErrorEntry

export const syntaxError = {
  code: 'FERRY_SYNTAX',
  title: 'A source file cannot be read.',
  hint: 'Mend the syntax at the place shown.',
} satisfies ErrorEntry

export const moduleNotFound = {
  code: 'FERRY_MODULE_NOT_FOUND',
  title: 'An imported module does not exist.',
  hint: 'Check the path and its spelling, or install the package.',
} satisfies ErrorEntry

export const exportNotFound = {
  code: 'FERRY_EXPORT_NOT_FOUND',
  title: 'An imported name does not exist.',
  hint: 'Import one of the names that the module exports. A type is imported with `import type`.',
} satisfies ErrorEntry

export const fileTypeUnknown = {
  code: 'FERRY_FILE_TYPE',
  title: 'A file of this type cannot be imported.',
  hint: 'Import scripts, style sheets, JSON, images and fonts; for other files add a rule in `webpack` of ferry.config, or put them in public/.',
} satisfies ErrorEntry

export const styleError = {
  code: 'FERRY_STYLE',
  title: 'A style sheet cannot be compiled.',
  hint: 'Mend the style sheet at the place shown; if a PostCSS plugin complains, look at the PostCSS configuration.',
} satisfies ErrorEntry

export const clientHook = {
  code: 'FERRY_CLIENT_HOOK',
  title: 'Server code uses a part of React that works only in client components.',
  hint: "Write 'use client' in the first line of the file, or move what needs it to a file of its own that has it.",
} satisfies ErrorEntry

export const serverOnlyInClient = {
  code: 'FERRY_SERVER_ONLY',
  title: 'Code that must stay on the server is imported by a client module.',
  hint: 'Call it through a server function, or pass its result from a Server Component as a prop.',
} satisfies ErrorEntry

export const clientOnlyInServer = {
  code: 'FERRY_CLIENT_ONLY',
  title: 'Code that must stay out of Server Components is imported by one.',
  hint: "Write 'use client' in the first line of the file that imports it.",
} satisfies ErrorEntry

export const nodeInBrowser = {
  code: 'FERRY_NODE_IN_BROWSER',
  title: 'A client module imports a module of Node.js.',
  hint: 'Do that work in a server function or a Server Component; a browser has no such module.',
} satisfies ErrorEntry

export const functionIdTaken = {
  code: 'FERRY_FUNCTION_ID_TAKEN',
  title: 'Two server functions have the same id.',
  hint: 'Rename one of them.',
} satisfies ErrorEntry

export const reactChanged = {
  code: 'FERRY_REACT_CHANGED',
  title: 'This version of React is not the one Ferry was made for.',
  hint: 'Install the versions of react, react-dom and react-server-dom-webpack that this version of Ferry asks for.',
} satisfies ErrorEntry

export const routeIsFunction = {
  code: 'FERRY_ROUTE_IS_FUNCTION',
  title: 'A page or layout is a server function.',
  hint: 'Remove "use server" from the top of the file: Server Components need no directive. Put functions into a file of their own, or write the directive into them.',
} satisfies ErrorEntry
