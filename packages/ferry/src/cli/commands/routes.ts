/** `ferry routes` */
import { loadConfig } from '../../config/load-config.ts'
import { appRoot } from '../app-root.ts'
import { readReport } from '../build-report.ts'
import type { Command } from '../command.ts'
import { reportText } from '../print-report.ts'

export const routes: Command = {
  usage: 'ferry routes [dir] [--json]',
  description:
    'Shows the routes of the last build with what a first visit loads, intercepted pages, the middleware, and the server functions that have an endpoint.',
  options: { json: { type: 'boolean', help: 'As JSON: { build, routes, intercepts, middleware, functions }' } },
  positionals: 1,
  async run(input) {
    const report = readReport(await loadConfig(appRoot(input), 'production'))
    console.log(input.options.json === true ? JSON.stringify(report, null, 2) : reportText(report))
    return 0
  },
}
