/** What a server function is in the browser: compiled modules import this in place of the function. */
import { createServerReference as createReference } from 'react-server-dom-webpack/client'
import { callServer } from './call-server.ts'

export function createServerReference(id: string): (...args: unknown[]) => Promise<unknown> {
  return createReference(id, callServer)
}
