/** The table of commands. Each is loaded when it is asked for, so that `--help` costs nothing. */
import type { Command } from './command.ts'

export interface CommandEntry {
  readonly summary: string
  readonly load: () => Promise<Command>
}

export const commands: Readonly<Record<string, CommandEntry>> = {
  init: {
    summary: 'Add Ferry to an Express or React project',
    load: async () => (await import('./commands/init.ts')).init,
  },
  dev: {
    summary: 'Serve the app and show every change as you make it',
    load: async () => (await import('./commands/dev.ts')).dev,
  },
  build: {
    summary: 'Build the app for production into dist/',
    load: async () => (await import('./commands/build.ts')).build,
  },
  start: {
    summary: 'Serve what was built',
    load: async () => (await import('./commands/start.ts')).start,
  },
  routes: {
    summary: 'List the routes and public server functions of the build',
    load: async () => (await import('./commands/routes.ts')).routes,
  },
  typegen: {
    summary: 'Write the types of the routes and of what an app may import',
    load: async () => (await import('./commands/typegen.ts')).typegen,
  },
  info: {
    summary: 'Print what a bug report needs',
    load: async () => (await import('./commands/info.ts')).info,
  },
}
