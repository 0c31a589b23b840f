/** What can go wrong with "use server" and "use client". */
import type { ErrorEntry } from '../ferry-error.ts'

export const directiveSyntax = {
  code: 'FERRY_DIRECTIVE_SYNTAX',
  title: 'A file with a directive cannot be parsed.',
  hint: 'Mend the syntax at the place shown. A package must be published as plain JavaScript or be listed in transpilePackages.',
} satisfies ErrorEntry

export const directiveMisplaced = {
  code: 'FERRY_DIRECTIVE_MISPLACED',
  title: 'A directive stands where it has no effect.',
  hint: 'Move it to the very top of the file, above all imports, or to the first line of an async function.',
} satisfies ErrorEntry

export const directiveMisspelt = {
  code: 'FERRY_DIRECTIVE_MISSPELT',
  title: 'A directive is misspelt.',
  hint: 'Write "use server" or "use client", in lower case and with one space.',
} satisfies ErrorEntry

export const directiveParenthesised = {
  code: 'FERRY_DIRECTIVE_PARENTHESISED',
  title: 'A directive stands in parentheses, where it has no effect.',
  hint: 'Remove the parentheses.',
} satisfies ErrorEntry

export const directiveTemplate = {
  code: 'FERRY_DIRECTIVE_TEMPLATE',
  title: 'A directive is written as a template literal, where it has no effect.',
  hint: 'Use single or double quotes instead of backticks.',
} satisfies ErrorEntry

export const directiveConflict = {
  code: 'FERRY_DIRECTIVE_CONFLICT',
  title: 'One file has both "use client" and "use server".',
  hint: 'Keep the server functions in a file of their own and import them from the client file.',
} satisfies ErrorEntry

export const serverExportSync = {
  code: 'FERRY_SERVER_EXPORT_SYNC',
  title: 'A "use server" file exports a function that is not async.',
  hint: 'Make it async, or move it to a file without "use server".',
} satisfies ErrorEntry

export const serverExportValue = {
  code: 'FERRY_SERVER_EXPORT_VALUE',
  title: 'A "use server" file exports something that is not a function.',
  hint: 'Move it to a file without "use server": every export of this file is callable from the browser.',
} satisfies ErrorEntry

export const exportStarUnresolved = {
  code: 'FERRY_EXPORT_STAR_UNRESOLVED',
  title: 'The names behind an export * cannot be found.',
  hint: 'Name the exports: export { a, b } from "…".',
} satisfies ErrorEntry

export const commonjsExportsUnknown = {
  code: 'FERRY_COMMONJS_EXPORTS_UNKNOWN',
  title: 'The exports of a CommonJS "use server" file cannot be listed.',
  hint: 'Assign each function by name (exports.save = save), or write the file as an ES module.',
} satisfies ErrorEntry

export const inlineInClient = {
  code: 'FERRY_INLINE_IN_CLIENT',
  title: 'A server function is defined inside a client module.',
  hint: 'Move the function to a file that begins with "use server" and import it, or pass it as a prop from a Server Component.',
} satisfies ErrorEntry

export const inlineSync = {
  code: 'FERRY_INLINE_SYNC',
  title: 'A function with "use server" is not async.',
  hint: 'Make it async: a server function is always called over the network.',
} satisfies ErrorEntry

export const inlineReceiver = {
  code: 'FERRY_INLINE_RECEIVER',
  title: 'A function with "use server" uses this, arguments, super, new.target or a private name.',
  hint: 'Take what the function needs as a parameter, or copy it into a variable outside the function.',
} satisfies ErrorEntry

export const inlineClassMember = {
  code: 'FERRY_INLINE_CLASS_MEMBER',
  title: 'An instance method, accessor or constructor has "use server".',
  hint: 'Make it a static method, or a function outside the class.',
} satisfies ErrorEntry

export const inlineSwitchCase = {
  code: 'FERRY_INLINE_SWITCH_CASE',
  title: 'A function with "use server" is declared directly in a switch case.',
  hint: 'Put braces around the body of the case, or declare the function before the switch.',
} satisfies ErrorEntry

export const inlineWrapped = {
  code: 'FERRY_INLINE_WRAPPED',
  title: 'A function with "use server" is given to action() or query().',
  hint: 'Export it from a file that begins with "use server": export const save = action(schema, async (input) => {}), without the inner "use server".',
} satisfies ErrorEntry
