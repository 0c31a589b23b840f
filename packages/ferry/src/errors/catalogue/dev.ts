/** What can go wrong with `ferry dev` itself. */
import type { ErrorEntry } from '../ferry-error.ts'

export const devHost = {
  code: 'FERRY_DEV_HOST',
  title: 'The dev server does not answer under this host name.',
  hint: 'Open the address that the terminal shows, or add the name to dev.allowedHosts in ferry.config.',
} satisfies ErrorEntry
