/** `ferry dev` */
import type { RequestListener } from 'node:http'
import { isIP } from 'node:net'
import { parsePort } from '../../host/run.ts'
import { appRoot } from '../app-root.ts'
import { type Command, ENDPOINT_OPTIONS, textOption } from '../command.ts'
import { listenForDev } from '../dev-listen.ts'
import { createDevServer } from '../dev-setup.ts'
import { ferryVersion } from '../version.ts'

export const dev: Command = {
  usage: 'ferry dev [dir] [-p port] [-H host]',
  description: 'Serves the app on this machine and shows every change as you make it.',
  options: ENDPOINT_OPTIONS,
  positionals: 1,
  async run(input) {
    const root = appRoot(input)
    const port = textOption(input, 'port') ?? (process.env.PORT || undefined)
    const host = textOption(input, 'host') ?? (process.env.HOST || 'localhost')
    const endpoint = { port: parsePort(port ?? '3000'), fixed: port !== undefined, host }
    const server = createDevServer(root, isIP(host) === 0 ? [host.toLowerCase()] : [])
    try {
      const front = {
        request: (...exchange: Parameters<RequestListener>) => server.front(...exchange),
        upgrade: server.upgrade,
      }
      const listening = await listenForDev(front, endpoint)
      const { url, takenPort } = listening
      if (takenPort !== null) console.log(`Port ${takenPort} is taken; this is the next free one. -p asks for another.`)
      await server.ready
      // Since the process began.
      console.log(`Ferry ${ferryVersion()} in development: ${url}  ready in ${Math.round(performance.now())} ms`)
      if (host === '0.0.0.0' || host === '::') {
        console.log('Everybody who can reach this machine can reach this server. It is no server for the public.')
      }
      await untilSignal()
      listening.close()
      return 0
    } finally {
      await server.close()
    }
  },
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
