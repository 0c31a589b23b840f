/** `ferry typegen` */
import { readRoutes } from '../../build/read-routes.ts'
import { writeTypes } from '../../build/write-types.ts'
import { loadConfig } from '../../config/load-config.ts'
import { appRoot } from '../app-root.ts'
import type { Command } from '../command.ts'

export const typegen: Command = {
  usage: 'ferry typegen [dir]',
  description:
    'Writes ferry-env.d.ts and .ferry/types: the routes of the app, and the files besides modules that it may import. “ferry dev” and “ferry build” do it too.',
  options: {},
  positionals: 1,
  async run(input) {
    const config = await loadConfig(appRoot(input), 'development')
    const { routes, rules } = await readRoutes(config)
    const written = writeTypes(config, routes, rules)
    console.log(written.length > 0 ? `Wrote ${written.join(' and ')}` : 'The types are up to date')
    return 0
  },
}
