/**
 * The browser compilation of an app in production, around React as it was compiled once. For webpack its modules are
 * placeholders with the same exports, under the same ids, in a chunk of their own; what is written is the prebuilt script.
 */
import { join } from 'node:path'
import type { Configuration, FileCacheOptions, RuleSetRule } from 'webpack'
import type { FrameworkFiles } from '../framework-files.ts'
import { resourceOf } from '../webpack/module-facts.ts'
import { reactGroup } from '../webpack/split-chunks.ts'
import { packageFolder } from './package-folder.ts'
import type { ProductionRuntime } from './production.ts'
import { type Doors, reactChunk } from './react-chunk.ts'

export function withReact(
  framework: FrameworkFiles,
  configuration: Configuration,
  runtime: ProductionRuntime,
): Configuration {
  const { cache, module, optimization, plugins } = configuration
  const doors: Doors = new Map(
    runtime.facts.react.modules.map((one) => [join(packageFolder(framework, one.packageName), one.path), one]),
  )
  const { version } = cache as FileCacheOptions
  const { splitChunks } = optimization ?? {}
  const react = reactGroup((one) => doors.has(resourceOf(one) ?? ''))
  return {
    ...configuration,
    cache: { ...(cache as FileCacheOptions), version: `${version} ${runtime.stamp}` },
    module: { ...module, rules: [...placeholders(framework, doors), ...(module?.rules ?? [])] },
    optimization: {
      ...optimization,
      splitChunks: splitChunks && { ...splitChunks, cacheGroups: { ...splitChunks.cacheGroups, react } },
    },
    plugins: [...(plugins ?? []), reactChunk(framework, doors, runtime)],
  }
}

/**
 * Whoever imports one of them has all of them: React's own modules import each other. This code never runs; what it does
 * with the modules keeps webpack from leaving them out.
 */
function placeholders(framework: FrameworkFiles, doors: Doors): RuleSetRule[] {
  const requires = [...doors.keys()].map((file) => `use(require(${JSON.stringify(file)}))\n`)
  const decorate = `use(require(${JSON.stringify(framework.browserDecorate)}).decorateReference)\n`
  return [...doors].map(([resource, { exports = [] }]) => {
    const text = [...exports.map((name) => `exports.${name} = 0\n`), ...requires, decorate].join('')
    return { resource, use: [{ loader: framework.loaders.generated, options: { text: () => text, isStable: true } }] }
  })
}
