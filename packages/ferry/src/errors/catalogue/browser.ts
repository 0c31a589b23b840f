/** What can go wrong with navigation and client components. */
import type { ErrorEntry } from '../ferry-error.ts'

export const outsidePage = {
  code: 'FERRY_OUTSIDE_PAGE',
  title: 'A hook or component of Ferry was rendered outside a page.',
  hint: 'Render it below app/layout: a root of your own (createRoot, a portal into another document) has no router.',
} satisfies ErrorEntry

export const badAddress = {
  code: 'FERRY_BAD_ADDRESS',
  title: 'The router was told to go to something that is not a web address.',
  hint: 'Pass a path, or an http(s) URL. For mailto: and the like use a plain <a>.',
} satisfies ErrorEntry

export const redirectLoop = {
  code: 'FERRY_REDIRECT_LOOP',
  title: 'Pages redirect to one another without end.',
  hint: 'Look at the redirect() calls of the pages named in the address bar and in the message: one of them must stay.',
} satisfies ErrorEntry
