/** React names the state of a form by an MD5 hash, which an OpenSSL in FIPS mode refuses. */
import { createHash } from 'node:crypto'
import type { Log } from '../protocol/incoming.ts'

/** Says at start what would otherwise fail in the middle of a page. */
export function checkPostbackDigest(log: Log, make: (algorithm: string) => unknown = createHash): void {
  try {
    make('md5')
  } catch (error) {
    log(
      'warn',
      'pages with useActionState cannot be rendered: this Node refuses MD5, by which React names the state of a form',
      {
        error,
      },
    )
  }
}
