/** The id of a server function: unguessable, and the same in every build while its file and export name stay. */
import { createHmac } from 'node:crypto'

export type FunctionId = (file: string, exportName: string) => string

/**
 * @param secret FERRY_ID_SECRET, or else the app's package name
 * @returns (file relative to the app root, export name) → 40 hex digits, the form of `FUNCTION_ID` in protocol/names
 */
export function createFunctionId(secret: string): FunctionId {
  return (file, exportName) => createHmac('sha256', secret).update(`${file}#${exportName}`).digest('hex').slice(0, 40)
}

/** What keys the ids of an app. Never empty: an app without a name still builds. */
export function idSecret(packageName: string): string {
  return process.env.FERRY_ID_SECRET || packageName || 'ferry-app'
}
