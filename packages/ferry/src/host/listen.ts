/** Starts to listen, and says clearly why that fails. */
import type { Server } from 'node:http'
import type { AddressInfo, ListenOptions } from 'node:net'
import { listenFailed, portInUse } from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'

export interface Endpoint {
  readonly port: number
  /** null: every address of this machine. */
  readonly host: string | null
}

/** A socket of the file system, or a named pipe. */
export interface LocalEndpoint {
  readonly path: string
}

/** Resolves to a URL that a person can open (to the path of a local endpoint). Rejects with a FerryError. */
export function listen(server: Server, endpoint: Endpoint | LocalEndpoint): Promise<string> {
  return new Promise((resolve, reject) => {
    const onError = (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE'
      // That the port is taken says it all; other failures have details worth seeing.
      reject(
        new FerryError(taken ? portInUse : listenFailed, `${nameOf(endpoint)} (${cause.code})`, taken ? {} : { cause }),
      )
    }
    server.once('error', onError)
    server.listen(optionsFor(endpoint), () => {
      server.off('error', onError)
      const address = server.address()
      if (typeof address === 'string' || address === null || 'path' in endpoint) resolve(nameOf(endpoint))
      else resolve(urlOf(address, endpoint.host))
    })
  })
}

function optionsFor(endpoint: Endpoint | LocalEndpoint): ListenOptions {
  if ('path' in endpoint) return { path: endpoint.path }
  return { port: endpoint.port, ...(endpoint.host !== null && { host: endpoint.host }) }
}

function nameOf(endpoint: Endpoint | LocalEndpoint): string {
  return 'path' in endpoint ? endpoint.path : `${endpoint.host ?? '*'}:${endpoint.port}`
}

function urlOf({ port }: AddressInfo, host: string | null): string {
  const isAny = host === null || host === '0.0.0.0' || host === '::'
  const name = isAny ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}
