/** The process behind `node dist/server.js`: reads its arguments, starts the host or the workers, ends when it is told to. */
import { parseArgs } from 'node:util'
import { applyEnv, readEnvFiles } from '../config/env-files.ts'
import { usage } from '../errors/catalogue.ts'
import { FerryError, isFerryError } from '../errors/ferry-error.ts'
import type { Log, LogLevel } from '../protocol/incoming.ts'
import { startHost } from './host.ts'
import type { Endpoint } from './listen.ts'
import { createLog } from './log.ts'
import { outliveOutput } from './lost-output.ts'
import { reportParserFlags } from './parser-flags.ts'
import { installProcessPolicy } from './process-policy.ts'
import { readSourcePlaces } from './source-places.ts'
import { runPrimary } from './workers/primary.ts'
import { isWorker, openWorkerChannel } from './workers/worker.ts'
import { workerCount } from './workers/worker-count.ts'

/** Serves the build in `dir`. `.env` files of the working directory count, below the environment itself. */
export async function run(dir: string, argv: readonly string[]): Promise<void> {
  outliveOutput()
  const format = process.stdout.isTTY === true ? 'human' : 'json'
  const log = createLog({
    format,
    level: levelFrom(process.env.FERRY_LOG_LEVEL),
    readStack: readSourcePlaces(dir),
  })
  try {
    applyEnv(process.env, readEnvFiles(process.cwd(), 'production', process.env).added)
    // Assigned this way because the bundler replaces the plain expression by its value.
    if (process.env.NODE_ENV === undefined) Object.assign(process.env, { NODE_ENV: 'production' })
    const { workers, ...endpoint } = readArguments(argv, process.env)
    if (!isWorker()) reportParserFlags(log)
    if (isWorker()) await runWorker({ dir, endpoint, log })
    else if (workers !== null) await runPrimary({ count: workers, log })
    else await runAlone({ dir, endpoint, log })
  } catch (error) {
    if (!isFerryError(error)) throw error
    log('error', `${error.title} ${error.message} ${error.hint}`, { code: error.code, error: error.cause ?? error })
    process.exit(error.code === usage.code ? 2 : 1)
  }
}

interface RunOptions {
  readonly dir: string
  readonly endpoint: Endpoint
  readonly log: Log
}

async function runAlone({ dir, endpoint, log }: RunOptions): Promise<void> {
  const host = await startHost({ dir, mode: 'production', log, endpoint })
  installProcessPolicy({ close: host.close, currentRequest: host.currentRequest, log })
  log('info', `Ferry listens on ${host.url}`, { url: host.url })
}

/** ms that what still runs may take once other workers have taken over. */
const RETIREMENT = 60_000

async function runWorker({ dir, endpoint, log }: RunOptions): Promise<void> {
  const channel = openWorkerChannel()
  const { store, gatherMetrics } = channel
  const host = await startHost({ dir, mode: 'production', log, endpoint, store, gatherMetrics })
  const stop = installProcessPolicy({ close: host.close, currentRequest: host.currentRequest, log })
  channel.serving({
    url: host.url,
    grace: host.grace,
    stop,
    snapshot: host.snapshot,
    retire: () => void host.giveWay(Math.max(RETIREMENT, host.grace)).then(() => process.exit(0)),
  })
  log('debug', 'A worker is ready.')
}

export interface Arguments extends Endpoint {
  /** null: one process does it all. */
  readonly workers: number | null
}

/** `-p` and `-H` win over PORT and HOST; an empty variable is none. */
export function readArguments(argv: readonly string[], environment: NodeJS.ProcessEnv): Arguments {
  const { port, host, workers } = parseArguments(argv)
  return {
    port: parsePort(port ?? (environment.PORT || '3000')),
    host: host ?? (environment.HOST || null),
    workers: workers === undefined ? null : workerCount(workers),
  }
}

export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new FerryError(usage, `“${text}” is not a port.`)
}

function parseArguments(argv: readonly string[]): { port?: string; host?: string; workers?: string } {
  try {
    const options = {
      port: { type: 'string', short: 'p' },
      host: { type: 'string', short: 'H' },
      workers: { type: 'string' },
    } as const
    return parseArgs({ args: [...argv], options }).values
  } catch (cause) {
    throw new FerryError(usage, cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

function levelFrom(text: string | undefined): LogLevel {
  return text === 'debug' || text === 'warn' || text === 'error' ? text : 'info'
}
