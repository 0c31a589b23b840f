/** Replaces a placeholder module by text that the build made. Never cached: the text is not a file webpack could watch. */
import type { LoaderContext } from 'webpack'

export interface GeneratedLoaderOptions {
  /** @param query what the request has behind its `?` */
  readonly text: (query: string) => string
}

export default function generatedLoader(this: LoaderContext<GeneratedLoaderOptions>): string {
  this.cacheable(false)
  return this.getOptions().text(this.resourceQuery.slice(1))
}
