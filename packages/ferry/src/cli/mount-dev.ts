/** `ferry/express` in development: the dev server without a port of its own. */
import type { Mounted } from '../host/mounted.ts'
import { createDevServer } from './dev-setup.ts'

export async function mountDev(root: string): Promise<Mounted> {
  const server = createDevServer(root, [])
  await server.ready
  return { listener: server.front, close: server.close }
}
