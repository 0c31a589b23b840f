/** The help texts, made from the tables. */
import type { Command } from './command.ts'
import type { CommandEntry } from './commands.ts'

export function overview(commands: Readonly<Record<string, CommandEntry>>): string {
  const rows = Object.entries(commands).map(([name, { summary }]): [string, string] => [name, summary])
  return [
    'Usage: ferry <command> [options]',
    '',
    'Commands:',
    ...columns(rows),
    '',
    'ferry <command> --help tells more. ferry --version prints the version.',
  ].join('\n')
}

export function commandHelp({ usage, description, options }: Command): string {
  const rows = Object.entries(options).map(([name, { short, value, help }]): [string, string] => [
    `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` <${value}>`}`,
    help,
  ])
  rows.push(['-h, --help', 'Show this'])
  return [`Usage: ${usage}`, '', description, '', 'Options:', ...columns(rows)].join('\n')
}

function columns(rows: readonly [string, string][]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`)
}
