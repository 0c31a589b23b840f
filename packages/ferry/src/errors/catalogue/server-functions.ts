/** What can go wrong with server functions, their captures and their schemas. */
import type { ErrorEntry } from '../ferry-error.ts'

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

export const captureCycle = {
  code: 'FERRY_CAPTURE_CYCLE',
  title: 'A server function captures itself.',
  hint: 'Give the bound function a variable of its own instead of the one that the function uses.',
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
