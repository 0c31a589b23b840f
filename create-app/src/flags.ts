/** Every flag of the command line, with its line of the help. */

export interface Flag {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  /** Name of the value in the help. */
  readonly value?: string
  readonly help: string
}

export const flags = {
  template: { type: 'string', short: 't', value: 'name', help: 'Start from this template' },
  ts: { type: 'boolean', help: 'TypeScript (default)' },
  js: { type: 'boolean', help: 'JavaScript' },
  tailwind: { type: 'boolean', help: 'With Tailwind CSS' },
  'no-tailwind': { type: 'boolean', help: 'Without Tailwind CSS (default)' },
  pm: { type: 'string', value: 'name', help: 'npm, pnpm, yarn or bun (default: the one that runs this)' },
  'no-install': { type: 'boolean', help: 'Leave the dependencies for later' },
  'no-git': { type: 'boolean', help: 'Make no git repository' },
  yes: { type: 'boolean', short: 'y', help: 'Ask nothing, take the defaults' },
  help: { type: 'boolean', short: 'h', help: 'Show this' },
  version: { type: 'boolean', short: 'v', help: 'Show the version' },
} as const satisfies Readonly<Record<string, Flag>>
