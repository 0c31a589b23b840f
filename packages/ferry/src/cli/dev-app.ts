/** Entry of the process that runs the app under `ferry dev`. Told what to run in its first argument, reports to its parent. */
import type { AppMessage } from '../dev/app-process.ts'
import { takeOrigin } from '../dev/relay.ts'
import { formatError } from '../errors/format.ts'
import { startHost } from '../host/host.ts'
import { createLog } from '../host/log.ts'
import { outliveOutput } from '../host/lost-output.ts'
import { installProcessPolicy } from '../host/process-policy.ts'

interface Settings {
  readonly dir: string
  readonly publicDir: string
  readonly socket: string
}

const { dir, publicDir, socket } = JSON.parse(process.argv[2] ?? '') as Settings
outliveOutput()
const log = createLog({ format: 'human' })

// The terminal sends Ctrl-C to every process; the parent decides when this one ends.
process.on('SIGINT', () => {})

try {
  const host = await startHost({
    dir,
    publicDir,
    mode: 'development',
    log,
    endpoint: { path: socket },
    deadline: 2_000,
    prepare: takeOrigin,
  })
  installProcessPolicy({ close: host.close, currentRequest: host.currentRequest, log, signals: [] })
  process.on('disconnect', () => void host.close().then(() => process.exit()))
  report({ kind: 'ready' })
} catch (error) {
  report({ kind: 'failed', text: formatError(error) }, () => process.exit(1))
}

function report(message: AppMessage, then: () => void = () => {}): void {
  process.send?.(message, undefined, undefined, then)
}
