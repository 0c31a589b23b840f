/** What Fast Refresh adds to the browser configuration of `ferry dev`. */
import webpack, {
  type Compiler,
  type Configuration,
  type EntryObject,
  type RuleSetRule,
  type WebpackPluginInstance,
} from 'webpack'
import type { BuildContext } from '../build-context.ts'
import { isFrameworkFile } from '../framework-files.ts'

/** Puts it there in development; otherwise the configuration is as it was. */
export function withRefresh(context: BuildContext, configuration: Configuration): Configuration {
  if (!context.dev) return configuration
  const { module, plugins = [], entry } = configuration
  return {
    ...configuration,
    entry: withRuntime(context, entry as EntryObject),
    module: { ...module, rules: [...refreshRules(context), ...(module?.rules ?? [])] },
    plugins: [...plugins, new webpack.HotModuleReplacementPlugin(), keepRecords()],
  }
}

/** Each run of a compiler begins with empty records; an update is made from those of the run before. */
function keepRecords(): WebpackPluginInstance {
  return {
    apply(compiler: Compiler) {
      let kept = compiler.records
      compiler.hooks.readRecords.tapPromise('FerryHotUpdates', async () => {
        compiler.records = kept
      })
      compiler.hooks.done.tap('FerryHotUpdates', () => {
        kept = compiler.records
      })
    },
  }
}

/** First of all modules: React looks for the hook when it is evaluated. */
function withRuntime({ framework }: BuildContext, entry: EntryObject): EntryObject {
  return Object.fromEntries(
    Object.entries(entry).map(([name, files]) => [name, [framework.refreshRuntime, ...[files as string[]].flat()]]),
  )
}

function refreshRules({ framework }: BuildContext): RuleSetRule[] {
  const { devRefresh, devStyles } = framework.loaders
  const isCompiled = (file: string) => /\.(?:[mc]?[jt]s|[jt]sx)$/.test(file) && !isFrameworkFile(framework, file)
  return [
    { resource: isCompiled, enforce: 'post', use: [devRefresh] },
    { resource: framework.clientReferences, enforce: 'post', use: [devRefresh] },
    { test: /\.css$/i, enforce: 'post', use: [devStyles] },
  ]
}
