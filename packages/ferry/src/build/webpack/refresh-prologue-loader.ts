/** webpack's side of refresh-prologue: between swc and the directive transform, in the browser compilation of `ferry dev`. */
import type { LoaderContext } from 'webpack'
import { restorePrologue } from './refresh-prologue.ts'

export default function refreshPrologueLoader(this: LoaderContext<object>, source: string, map?: unknown): void {
  this.callback(null, restorePrologue(source), map as never)
}
