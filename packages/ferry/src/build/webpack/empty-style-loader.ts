/** A global style sheet as the server sees it: nothing. The browser compilation makes the file; the import alone is recorded. */

export default function emptyStyleLoader(): string {
  return 'export {}'
}
