/** Style sheets are exchanged by browser/dev/style-sheets: the extracting loader shall not add code of its own for that. */
import type { LoaderContext } from 'webpack'

export default function devStyleLoader(this: LoaderContext<object>, source: string | Buffer, map?: unknown): void {
  this.callback(null, source, map as never)
}

export function pitch(this: LoaderContext<object> & { hot?: boolean }): void {
  this.hot = false
}
