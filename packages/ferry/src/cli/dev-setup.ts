/** Puts the dev server together: configuration, builder, the module that runs the app, and what the terminal is told. */
import { fileURLToPath } from 'node:url'
import { createDevBuilder } from '../build/dev/dev-builder.ts'
import { loadConfig } from '../config/load-config.ts'
import { type DevServer, startDevServer } from '../dev/dev-server.ts'
import { createDevReport } from './dev-report.ts'

/** @param hostNames what the server is called, besides localhost and IP addresses */
export function createDevServer(root: string, hostNames: readonly string[]): DevServer {
  Object.assign(process.env, { NODE_ENV: 'development' })
  let basePath = ''
  let isFirst = true
  return startDevServer({
    root,
    async loadConfig(before) {
      const config = await loadConfig(root, 'development', before)
      basePath = config.settings.basePath
      return config
    },
    createBuilder(config) {
      const clears = isFirst
      isFirst = false
      return createDevBuilder(config, undefined, { clears })
    },
    appEntry: fileURLToPath(new URL('./dev-app.js', import.meta.url)),
    hostNames,
    report: createDevReport(() => basePath),
  })
}
