/** A port nobody listens on, from E2E_PORT (default 4800) upwards; each worker has a range of its own. */
import { createServer } from 'node:net'

let next = Number(process.env.E2E_PORT ?? 4800) + Number(process.env.TEST_PARALLEL_INDEX ?? 0) * 90

export async function freePort(): Promise<number> {
  for (;;) {
    const port = next++
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, 'localhost', () => probe.close(() => resolve(true)))
  })
}
