/** TypeScript to the JavaScript its author would have written: types gone, everything else as it was. Formatting comes later. */
import { transformSync } from '@swc/wasm-typescript'

/** @throws for TypeScript that is more than types: enums, namespaces, parameter properties. */
export function stripTypes(source: string, { tsx }: { readonly tsx: boolean }): string {
  const written = withoutCommentsOfTypes(source)
  // `parser` is no part of the declared options, but read.
  const options = { mode: 'strip-only' as const, module: true, parser: { syntax: 'typescript', tsx } }
  const { code } = transformSync(written, options)
  return withoutEmptiedLines(written, code ?? '').replace(EMPTIED_IMPORTS, '')
}

/** `import { type Note } from './notes'` */
const EMPTIED_IMPORTS = /^import \{[\s,]*\} from .*\n/gm

/** The comment above an interface or a type would be left behind, saying what it no longer says it of. */
function withoutCommentsOfTypes(source: string): string {
  return source.replace(/^\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n(?=(?:export )?(?:declare )?(?:interface|type) )/gm, '')
}

/** Types become blanks, line by line; a line that held nothing else goes. */
function withoutEmptiedLines(before: string, after: string): string {
  const lines = before.split('\n')
  return after
    .split('\n')
    .filter((line, index) => line.trim() !== '' || lines[index]?.trim() === '')
    .join('\n')
}
