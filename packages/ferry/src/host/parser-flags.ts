/** Settings of Node that change how requests are read: said at start-up, for nobody sees them otherwise. */
import { maxHeaderSize } from 'node:http'
import type { Log } from '../protocol/incoming.ts'

export interface NodeFlags {
  /** Flags of this process. Example: `['--insecure-http-parser']` */
  readonly execArgv: readonly string[]
  /** NODE_OPTIONS */
  readonly options: string | undefined
  /** Bytes that the head of a request may have. */
  readonly maxHeaderSize: number
}

/** Node's own. */
const HEADER_SIZE = 16_384

export function reportParserFlags(log: Log, flags: NodeFlags = ofThisProcess()): void {
  if (/(?:^|\s)--insecure[-_]http[-_]parser\b/.test([...flags.execArgv, flags.options].join(' '))) {
    log('warn', 'Node was started with --insecure-http-parser: Ferry reads requests strictly all the same.')
  }
  if (flags.maxHeaderSize !== HEADER_SIZE) {
    log('warn', 'Node was started with a --max-http-header-size of its own: proxies in front should have the same.', {
      maxHeaderSize: flags.maxHeaderSize,
      default: HEADER_SIZE,
    })
  }
}

function ofThisProcess(): NodeFlags {
  return { execArgv: process.execArgv, options: process.env.NODE_OPTIONS, maxHeaderSize }
}
