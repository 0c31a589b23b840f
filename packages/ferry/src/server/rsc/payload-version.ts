/** Versions of payloads: each render's is greater than every one before, also across restarts. */

let last = 0

export function nextVersion(): number {
  last = Math.max(last + 1, Date.now() * 1000)
  return last
}
