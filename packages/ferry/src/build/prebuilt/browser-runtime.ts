/** What is compiled into the prebuilt browser runtime of `ferry dev`: all that an app may import, whether it does or not. */
import webpack, { type Configuration } from 'webpack'
import type { FrameworkFiles } from '../framework-files.ts'
import { ENTRY } from '../webpack/include-references.ts'
import { scriptRules } from '../webpack/script-rules.ts'
import { includeModules } from './include-modules.ts'
import { prebuiltContext } from './prebuilt-context.ts'
import { doors, REACT, runtimeBase, SHARED_DOORS, wanted } from './runtime-base.ts'

/** The variable in which a browser finds the runtime's modules. */
export const BROWSER_VARIABLE = '__ferry_runtime'
/** Where an app's entry leaves its start when it is there before the runtime. */
export const START_VARIABLE = '__ferry_start'

/** @param clientFiles Ferry's own client modules */
export function browserRuntimeConfig(
  framework: FrameworkFiles,
  folder: string,
  clientFiles: readonly string[],
): Configuration {
  const base = runtimeBase(framework, folder, 'development')
  const requests = [
    ...REACT,
    'react-dom/client',
    'react-server-dom-webpack/client',
    ...doors(framework, [...SHARED_DOORS, 'action.browser']),
    framework.browserProxy,
    framework.browserEntry,
    ...clientFiles,
  ]
  return {
    ...base,
    target: ['web', 'es2022'],
    entry: { [ENTRY]: framework.browserRuntimeEntry },
    output: {
      ...base.output,
      filename: 'browser.js',
      library: { type: 'var', name: BROWSER_VARIABLE, export: 'load' },
    },
    module: {
      parser: { javascript: { url: 'relative' } },
      rules: [
        {
          test: /react-server-dom-webpack-client\.browser\.development\.js$/,
          use: [framework.loaders.appRequire],
        },
        ...scriptRules(prebuiltContext(framework), 'browser'),
      ],
    },
    plugins: [
      ...(base.plugins ?? []),
      includeModules(wanted(null, requests)),
      new webpack.BannerPlugin({ banner: `self.${START_VARIABLE}?.()`, footer: true, raw: true }),
    ],
  }
}
