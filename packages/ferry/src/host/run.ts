/** The process behind `node dist/server.js`: reads its arguments, starts the host, ends when it is told to. */
import { parseArgs } from 'node:util'
import { applyEnv, readEnvFiles } from '../config/env-files.ts'
import { usage } from '../errors/catalogue.ts'
import { FerryError, isFerryError } from '../errors/ferry-error.ts'
import type { LogLevel } from '../protocol/incoming.ts'
import { startHost } from './host.ts'
import type { Endpoint } from './listen.ts'
import { createLog } from './log.ts'
import { outliveOutput } from './lost-output.ts'
import { installProcessPolicy } from './process-policy.ts'

const DRAIN_DEADLINE = 10_000

/** Serves the build in `dir`. `.env` files of the working directory count, below the environment itself. */
export async function run(dir: string, argv: readonly string[]): Promise<void> {
  outliveOutput()
  const format = process.stdout.isTTY === true ? 'human' : 'json'
  const log = createLog({ format, level: levelFrom(process.env.FERRY_LOG_LEVEL) })
  try {
    applyEnv(process.env, readEnvFiles(process.cwd(), 'production', process.env).added)
    // Assigned this way because the bundler replaces the plain expression by its value.
    if (process.env.NODE_ENV === undefined) Object.assign(process.env, { NODE_ENV: 'production' })
    const endpoint = readEndpoint(argv, process.env)
    const host = await startHost({ dir, mode: 'production', log, endpoint, deadline: DRAIN_DEADLINE })
    installProcessPolicy({ close: host.close, currentRequest: host.currentRequest, log })
    log('info', `Ferry listens on ${host.url}`, { url: host.url, pid: process.pid })
  } catch (error) {
    if (!isFerryError(error)) throw error
    log('error', `${error.title} ${error.message} ${error.hint}`, { code: error.code, error: error.cause ?? error })
    process.exit(error.code === usage.code ? 2 : 1)
  }
}

/** `-p` and `-H` win over PORT and HOST; an empty variable is none. */
export function readEndpoint(argv: readonly string[], environment: NodeJS.ProcessEnv): Endpoint {
  const { port, host } = parseEndpointArgs(argv)
  return { port: parsePort(port ?? (environment.PORT || '3000')), host: host ?? (environment.HOST || null) }
}

export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new FerryError(usage, `“${text}” is not a port.`)
}

function parseEndpointArgs(argv: readonly string[]): { port?: string; host?: string } {
  try {
    const options = { port: { type: 'string', short: 'p' }, host: { type: 'string', short: 'H' } } as const
    return parseArgs({ args: [...argv], options }).values
  } catch (cause) {
    throw new FerryError(usage, cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

function levelFrom(text: string | undefined): LogLevel {
  return text === 'debug' || text === 'warn' || text === 'error' ? text : 'info'
}
