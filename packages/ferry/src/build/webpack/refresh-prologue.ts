/** swc puts the variables of Fast Refresh above the directive of a file, where it is none any more: they go behind it. */

/** What swc adds: an import of the JSX runtime, and one line of signatures. */
const ADDED = /^(?:[^\n]*react\/jsx-dev-runtime[^\n]*\n)?var _s\d* = \$RefreshSig\$\(\)[^\n]*;\n/
const DIRECTIVE = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*(['"])use (?:client|server)\1;?/

/** Every line keeps its number. */
export function restorePrologue(code: string): string {
  const added = ADDED.exec(code)?.[0]
  if (added === undefined) return code
  const rest = code.slice(added.length)
  const directive = DIRECTIVE.exec(rest)?.[0]
  if (directive === undefined) return code
  const lines = added.split('\n')
  return `${'\n'.repeat(lines.length - 1)}${directive}${directive.endsWith(';') ? '' : ';'} ${lines.join(' ').trim()}${rest.slice(directive.length)}`
}
