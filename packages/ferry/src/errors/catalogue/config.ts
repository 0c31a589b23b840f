/** What can go wrong with the configuration. */
import type { ErrorEntry } from '../ferry-error.ts'

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

export const configRule = {
  code: 'FERRY_CONFIG_RULE',
  title: 'A rule of headers(), redirects() or rewrites() cannot be used.',
  hint: 'Rules are written as in Next.js; docs/routing.md shows one of each.',
} satisfies ErrorEntry

export const envFileUnreadable = {
  code: 'FERRY_ENV_FILE_UNREADABLE',
  title: 'An .env file could not be read.',
  hint: 'Make it a plain file that the user who runs Ferry may read, or remove it.',
} satisfies ErrorEntry
