/** What can go wrong with the process that owns the port. */
import type { ErrorEntry } from '../ferry-error.ts'

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

export const storeInvalid = {
  code: 'FERRY_STORE_INVALID',
  title: 'The store of the configuration is not one.',
  hint: 'Export an object with the methods of the interface Store, or a function that makes one, as default. docs/operations.md shows one.',
} satisfies ErrorEntry

export const workerFailed = {
  code: 'FERRY_WORKER_FAILED',
  title: 'A worker process could not start.',
  hint: 'The lines above are its own: mend what they say, and start again. After a reload the workers from before go on.',
} satisfies ErrorEntry
