/** `ferry build`: one build of an app, from its sources to a folder that runs. */
import type { ResolvedConfig } from '../config/resolved-config.ts'
import type { BuildOptions, BuildResult } from './build-result.ts'
import { createBuilder } from './builder.ts'

/** @throws FerryError, or an AggregateError of them: what is wrong with the app */
export async function build(config: ResolvedConfig, options: BuildOptions = {}): Promise<BuildResult> {
  const builder = createBuilder(config, options)
  try {
    return await builder.build()
  } finally {
    await builder.close()
  }
}
