/** Modules that the server bundle takes in because of the configuration: the shared store, and OpenTelemetry's API. */
import { statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isAbsolute, join, resolve } from 'node:path'
import { configInvalid } from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'

/** Absolute path of a file, or the name of a package as it is written. Throws FERRY_CONFIG_INVALID for a file that is not there. */
export function storeModule(root: string, written: string): string {
  if (!written.startsWith('.') && !isAbsolute(written)) return written
  const candidates = ['', '.ts', '.mts', '.js', '.mjs'].map((extension) => resolve(root, written) + extension)
  const found = candidates.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
  if (found !== undefined) return found
  throw new FerryError(configInvalid, `“store” names ${written}; there is no such file beside ferry.config.`)
}

const TELEMETRY = '@opentelemetry/api'

/** null: the app does not have it. */
export function telemetryModule(root: string): string | null {
  try {
    createRequire(join(root, 'package.json')).resolve(TELEMETRY)
    return TELEMETRY
  } catch {
    return null
  }
}
