/** The browser compilation of `ferry dev`: the app's own modules, around the prebuilt runtime. */
import webpack, { type Configuration } from 'webpack'
import { DEV_UPDATE_GLOBAL } from '../../protocol/names.ts'
import type { BuildContext } from '../build-context.ts'
import type { Prebuilt } from '../prebuilt/prebuilt.ts'
import { BROWSER_VARIABLE, START_VARIABLE } from '../prebuilt/browser-runtime.ts'
import { prebuiltReferences } from '../prebuilt/references.ts'
import { BROWSER_ENTRY, type BrowserInputs, browserConfig } from '../webpack/browser-config.ts'
import { splitByModule } from '../webpack/split-chunks.ts'
import { keyedBy } from './server-config.ts'

export function devBrowserConfig(context: BuildContext, inputs: BrowserInputs, prebuilt: Prebuilt): Configuration {
  const { framework } = context
  const configuration = browserConfig(context, inputs)
  const entry = configuration.entry as Record<string, string[]>
  return {
    ...configuration,
    entry: { ...entry, [BROWSER_ENTRY]: [framework.appRequire, ...(entry[BROWSER_ENTRY] ?? [])] },
    // Names that stay: the compiler keeps something for each name that a file has ever had.
    output: {
      ...configuration.output,
      filename: '[name].js',
      chunkFilename: '[name].js',
      hotUpdateGlobal: DEV_UPDATE_GLOBAL,
    },
    cache: keyedBy(prebuilt, configuration),
    optimization: { ...configuration.optimization, usedExports: false, splitChunks: splitByModule() },
    plugins: [
      ...(configuration.plugins ?? []),
      prebuiltReferences(framework, prebuilt.facts.browser, BROWSER_VARIABLE),
      ...waitForRuntime(),
    ],
  }
}

/** Scripts arrive in any order. The runtime calls whoever was there before it. */
function waitForRuntime() {
  const around = (banner: string, footer: boolean) =>
    new webpack.BannerPlugin({ banner, footer, raw: true, entryOnly: true, exclude: /\.hot-update\./ })
  return [
    around(
      `(function (start) { self.${BROWSER_VARIABLE} ? start() : (self.${START_VARIABLE} = start) })(function () {`,
      false,
    ),
    around('})', true),
  ]
}
