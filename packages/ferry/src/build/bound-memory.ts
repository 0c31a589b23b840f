/** How much memory a large build takes: V8 would let garbage pile up to several times of what is in use before it looks. */
import { setFlagsFromString } from 'node:v8'

/** Files of routes. Below, everything fits, and looking often would cost a tenth of the time. */
const MANY = 400

export function boundMemory(routeFiles: number): void {
  // The next look is due when the heap is a third larger than what the last one left.
  if (routeFiles >= MANY) setFlagsFromString('--heap-growing-percent=30')
}
