/** `ferry build` */
import { relative } from 'node:path'
import { build as buildApp } from '../../build/build.ts'
import { loadConfig } from '../../config/load-config.ts'
import { formatError } from '../../errors/format.ts'
import { appRoot } from '../app-root.ts'
import { createReport, saveReport } from '../build-report.ts'
import type { Command } from '../command.ts'
import { reportText } from '../print-report.ts'
import { ferryVersion } from '../version.ts'

export const build: Command = {
  usage: 'ferry build [dir]',
  description:
    'Builds the app for production into dist/. “node dist/server.js” serves it, wherever dist/ is copied to.',
  options: {},
  positionals: 1,
  async run(input) {
    const root = appRoot(input)
    const began = Date.now()
    Object.assign(process.env, { NODE_ENV: 'production' })
    console.log(`Ferry ${ferryVersion()}: building for production`)
    const config = await loadConfig(root, 'production')
    const result = await buildApp(config, { mode: 'production' })
    const report = createReport(config, result.manifest, result.sizes, result.pages)
    saveReport(config, report)
    for (const warning of result.warnings) console.warn(`\n${formatError(warning, { color: process.stderr.isTTY })}`)
    console.log(`\n${reportText(report)}\n`)
    const dist = relative(process.cwd(), result.outDir) || '.'
    console.log(
      `Built in ${((Date.now() - began) / 1000).toFixed(1)} s. Serve it: ferry start, or node ${dist}/server.js`,
    )
    return 0
  },
}
