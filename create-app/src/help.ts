/** The help text, made from the tables. */
import { type Flag, flags } from './flags.ts'
import type { Template } from './templates.ts'

export function help(templates: readonly Template[]): string {
  const rows = Object.entries<Flag>(flags).map(([name, { short, value, help: text }]): [string, string] => [
    `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` <${value}>`}`,
    text,
  ])
  return [
    'Usage: create-app [folder] [options]',
    '',
    'Makes a new Ferry app in a new folder, in an empty one, or in “.”. Asks for what the options leave open.',
    '',
    'Options:',
    ...columns(rows),
    '',
    'Templates:',
    ...columns(templates.map(({ name, summary }) => [name, summary])),
    '',
    'Through npm create, options come after two dashes: npm create ferry-app my-app -- --template notes',
  ].join('\n')
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`.trimEnd())
}
