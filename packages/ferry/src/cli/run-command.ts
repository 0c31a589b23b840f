/** From the words of the command line to an exit code: 0 done, 1 failed, 2 wrong usage. */
import { parseArgs } from 'node:util'
import { nearest } from '../config/nearest.ts'
import { usage } from '../errors/catalogue.ts'
import { FerryError, isFerryError } from '../errors/ferry-error.ts'
import { formatError } from '../errors/format.ts'
import type { Command, CommandInput } from './command.ts'
import { commands } from './commands.ts'
import { commandHelp, overview } from './help.ts'
import { ferryVersion } from './version.ts'

export interface Terminal {
  out(text: string): void
  err(text: string): void
  readonly color: boolean
}

export async function runCommand(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const [name, ...rest] = argv
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      terminal.out(overview(commands))
      return name === undefined ? 2 : 0
    }
    if (name === '--version' || name === '-v') {
      terminal.out(ferryVersion())
      return 0
    }
    const command = await findCommand(name).load()
    const input = parseInput(command, rest)
    if (input.options.help === true) {
      terminal.out(commandHelp(command))
      return 0
    }
    return await command.run(input)
  } catch (error) {
    terminal.err(formatError(error, { color: terminal.color }))
    return isFerryError(error) && error.code === usage.code ? 2 : 1
  }
}

function findCommand(name: string) {
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (entry !== undefined) return entry
  const close = nearest(name, Object.keys(commands))
  const tip = close === null ? `There are: ${Object.keys(commands).join(', ')}.` : `Did you mean “ferry ${close}”?`
  throw new FerryError(usage, `There is no command “${name}”. ${tip}`)
}

function parseInput(command: Command, args: readonly string[]): CommandInput {
  const options: Record<string, { type: 'string' | 'boolean'; short?: string }> = {
    help: { type: 'boolean', short: 'h' },
  }
  for (const [name, { type, short }] of Object.entries(command.options)) {
    options[name] = { type, ...(short !== undefined && { short }) }
  }
  const { values, positionals } = parsed(args, options)
  if (positionals.length > command.positionals) {
    throw new FerryError(usage, `“${positionals[command.positionals]}” is one argument too many: ${command.usage}`)
  }
  return { options: values, positionals }
}

function parsed(args: readonly string[], options: Record<string, { type: 'string' | 'boolean'; short?: string }>) {
  try {
    const result = parseArgs({ args: [...args], options, allowPositionals: true })
    return { values: result.values as Record<string, string | boolean | undefined>, positionals: result.positionals }
  } catch (cause) {
    // Node's own sentence is about the API; only its first part is about the command line.
    const reason = cause instanceof Error ? cause.message.split('. To specify')[0] : String(cause)
    throw new FerryError(usage, `${reason}.`.replace(/\.\.$/, '.'))
  }
}
