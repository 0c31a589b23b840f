/** Puts the dev server together: configuration, builder, the module that runs the app, and what the terminal is told. */
import { fileURLToPath } from 'node:url'
import { createBuilder } from '../build/builder.ts'
import { loadConfig } from '../config/load-config.ts'
import { type DevServer, startDevServer } from '../dev/dev-server.ts'
import { formatError } from '../errors/format.ts'
import { writeEnvTypes } from './commands/typegen.ts'

/** @param hostNames what the server is called, besides localhost and IP addresses */
export function createDevServer(root: string, hostNames: readonly string[]): DevServer {
  Object.assign(process.env, { NODE_ENV: 'development' })
  writeEnvTypes(root)
  return startDevServer({
    root,
    loadConfig: (before) => loadConfig(root, 'development', before),
    createBuilder: (config) => createBuilder(config, { mode: 'development' }),
    appEntry: fileURLToPath(new URL('./dev-app.js', import.meta.url)),
    hostNames,
    report: { built, failed: showError },
  })
}

function built(milliseconds: number, warnings: readonly Error[]): void {
  for (const warning of warnings) showError(warning)
  console.log(`Built in ${(milliseconds / 1000).toFixed(1)} s`)
}

function showError(error: unknown): void {
  console.error(`\n${formatError(error, { color: process.stderr.isTTY === true && !process.env.NO_COLOR })}\n`)
}
