/** Replaces a placeholder module by text that the build made. Never cached: the text is not a file webpack could watch. */
import type { LoaderContext } from 'webpack'

export interface GeneratedLoaderOptions {
  /** @param query what the request has behind its `?` */
  readonly text: (query: string) => string
}

export default function generatedLoader(this: LoaderContext<GeneratedLoaderOptions>): void {
  this.cacheable(false)
  this.callback(null, this.getOptions().text(this.resourceQuery.slice(1)), NO_SOURCE)
}

/** The text names files by their place on this machine: it stays out of the source map. */
const NO_SOURCE = { version: 3, file: '', sources: [], names: [], mappings: '' }
