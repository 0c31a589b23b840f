/** The `server` part of the configuration, defaults filled in. */
import type { ServerSettings } from '../protocol/manifest.ts'
import { FERRY_PATH } from '../protocol/names.ts'
import type { ServerConfig } from './define-config.ts'
import { parseDuration } from './quantity.ts'

export function serverSettings(written: ServerConfig = {}): ServerSettings {
  const { metrics = false } = written
  return {
    healthPath: pathOf(written.healthPath ?? `${FERRY_PATH}/health`),
    readyPath: pathOf(written.readyPath ?? `${FERRY_PATH}/ready`),
    metricsPath: pathOf(metrics === true ? `${FERRY_PATH}/metrics` : metrics),
    maxRequests: written.maxRequests ?? 0,
    maxConnections: written.maxConnections ?? 0,
    maxConnectionsPerAddress: written.maxConnectionsPerAddress ?? 0,
    maxDelay: parseDuration(written.maxDelay) ?? 0,
    shutdownDelay: parseDuration(written.shutdownDelay) ?? 0,
    shutdownTimeout: parseDuration(written.shutdownTimeout) ?? 10_000,
  }
}

function pathOf(written: string | false): string | null {
  return written === false ? null : written
}
