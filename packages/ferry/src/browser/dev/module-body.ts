/** The code of a module alone, however the function around it is written: tells whether two functions are one module. */

export function moduleBody(factory: unknown): string {
  return String(factory)
    .replace(HEAD, '')
    .replace(/(?:\/\*{3}\/ )?\}$/, '')
    .trim()
}

/** Name and comment in front of the parameters, the parameters, and the directive. */
const HEAD = /^[\s\S]*?\) (?:=> )?\{\s*(?:"use strict";)?/
