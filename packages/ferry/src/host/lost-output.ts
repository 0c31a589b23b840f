/** A log that nobody reads any more (`node dist/server.js | head -1`, a terminal that was closed, a full disk) does not stop the server. */

/** From now on an error of standard output or standard error ends there. */
export function outliveOutput(): void {
  // Without a listener it would be an uncaught exception, whose log line fails the same way.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}
