/** The app's last word on a configuration: `webpack` in ferry.config changes it in place or returns another. */
import type { Configuration } from 'webpack'
import type { BuildContext } from '../build-context.ts'

export async function applyWebpackHook(
  { config, dev }: BuildContext,
  world: 'server' | 'browser',
  configuration: Configuration,
): Promise<Configuration> {
  return (await config.webpack?.(configuration, { world, dev })) ?? configuration
}
