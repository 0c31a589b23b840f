/** What can go wrong with commands. */
import type { ErrorEntry } from '../ferry-error.ts'

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
