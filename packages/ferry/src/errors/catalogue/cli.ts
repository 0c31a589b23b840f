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

export const noProject = {
  code: 'FERRY_NO_PROJECT',
  title: 'There is no project to add Ferry to.',
  hint: 'Run it in the folder that holds package.json. For a new app: npx create-ferry-app my-app',
} satisfies ErrorEntry

export const packageJsonBroken = {
  code: 'FERRY_PACKAGE_JSON',
  title: 'package.json cannot be read.',
  hint: 'Mend it, then run the command again. Nothing was changed.',
} satisfies ErrorEntry

export const initConflict = {
  code: 'FERRY_INIT_CONFLICT',
  title: 'Files of this project have names that Ferry uses.',
  hint: 'Give Ferry a folder of its own, or move these files. Nothing was changed.',
} satisfies ErrorEntry
