/** `ferry build`: one build of an app, from its sources to a folder that runs. */
import { join } from 'node:path'
import type { ResolvedConfig } from '../config/resolved-config.ts'
import type { BuildOptions, BuildResult } from './build-result.ts'
import { createBuilder } from './builder.ts'
import { replaceOutput } from './output-folder.ts'

/**
 * Beside the output folder until all is done: a build that fails leaves the one before as it was.
 *
 * @throws FerryError, or an AggregateError of them: what is wrong with the app
 */
export async function build(config: ResolvedConfig, options: BuildOptions = {}): Promise<BuildResult> {
  const { outDir } = config
  const builder = createBuilder({ ...config, outDir: join(config.stateDir, 'building') }, options)
  try {
    const result = await builder.build()
    replaceOutput(result.outDir, outDir)
    return { ...result, outDir }
  } finally {
    await builder.close()
  }
}
