/** What a command of the command line is: what it takes, what it says about itself, and what it does. */

export interface Command {
  /** Example: `ferry build [dir]` */
  readonly usage: string
  /** One or two sentences under the usage. */
  readonly description: string
  readonly options: Readonly<Record<string, Option>>
  /** Most arguments besides options. */
  readonly positionals: number
  /** Resolves to the exit code. Errors are shown by the caller. */
  run(input: CommandInput): Promise<number>
}

export interface Option {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  /** Name of the value in the help. Example: `port` */
  readonly value?: string
  readonly help: string
}

export interface CommandInput {
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  readonly positionals: readonly string[]
}

export const ENDPOINT_OPTIONS = {
  port: { type: 'string', short: 'p', value: 'port', help: 'Port to listen on (PORT; else 3000)' },
  host: { type: 'string', short: 'H', value: 'host', help: 'Address to listen on (HOST)' },
} satisfies Command['options']

/** The value of a text option; undefined when it was not given. */
export function textOption({ options }: CommandInput, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}
