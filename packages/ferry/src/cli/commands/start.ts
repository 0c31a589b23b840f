/** `ferry start`: the same as `node dist/server.js`, in the folder of the app. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { notBuilt } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import { type Command, ENDPOINT_OPTIONS, textOption } from '../command.ts'

export const start: Command = {
  usage: 'ferry start [dir] [-p port] [-H host] [--workers n|auto]',
  description:
    'Serves what “ferry build” built. SIGTERM and SIGINT let running requests finish before the process ends. With workers, SIGHUP takes up a new build without losing a request.',
  options: {
    ...ENDPOINT_OPTIONS,
    workers: { type: 'string', value: 'n|auto', help: 'Processes to serve from; auto is one for each core' },
  },
  positionals: 1,
  async run(input) {
    const root = resolve(input.positionals[0] ?? '.')
    const server = join(root, 'dist', 'server.js')
    if (!existsSync(server)) throw new FerryError(notBuilt, `${server} is missing.`)
    const args = ['port', 'host', 'workers'].flatMap((name) => {
      const value = textOption(input, name)
      return value === undefined ? [] : [`--${name}=${value}`]
    })
    process.chdir(root)
    process.argv = [process.execPath, server, ...args]
    createRequire(server)(server)
    // The server ends the process.
    return new Promise(() => {})
  },
}
