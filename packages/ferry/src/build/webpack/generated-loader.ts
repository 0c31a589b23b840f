/** Replaces a placeholder module by text that the build made. Cached where it is stable alone: the text is not a file webpack could watch. */
import type { LoaderContext } from 'webpack'

export interface GeneratedLoaderOptions {
  /** @param query what the request has behind its `?` */
  readonly text: (query: string) => string
  /** The text is the same as long as the version of the cache is. */
  readonly isStable?: boolean
}

export default function generatedLoader(this: LoaderContext<GeneratedLoaderOptions>): void {
  const { text, isStable = false } = this.getOptions()
  this.cacheable(isStable)
  this.callback(null, text(this.resourceQuery.slice(1)), NO_SOURCE)
}

/** The text names files by their place on this machine: it stays out of the source map. */
const NO_SOURCE = { version: 3, file: '', sources: [], names: [], mappings: '' }
