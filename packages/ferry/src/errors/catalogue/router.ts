/** What can go wrong with paths and route files. */
import type { ErrorEntry } from '../ferry-error.ts'

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

export const sourcePattern = {
  code: 'FERRY_SOURCE_PATTERN',
  title: 'A path pattern cannot be read.',
  hint: 'Write /name, /:name, /:name*, /:name(\\d+) or /(.*), and a backslash before a character that is none of these.',
} satisfies ErrorEntry
