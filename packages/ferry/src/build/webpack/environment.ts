/** Which environment a module sees: constants everywhere, the real one in server code, only public names in client modules. */
import webpack, { type WebpackPluginInstance } from 'webpack'
import type { BuildContext } from '../build-context.ts'
import { isFrameworkFile } from '../framework-files.ts'
import { resourceOf } from './module-facts.ts'

export function environmentPlugin(context: BuildContext): WebpackPluginInstance {
  const constants: Record<string, string> = {
    ...context.config.env,
    ...context.config.publicEnv,
    NODE_ENV: context.config.mode,
  }
  const literal = JSON.stringify(constants)
  return new webpack.DefinePlugin({
    ...Object.fromEntries(
      Object.entries(constants).map(([name, value]) => [`process.env.${name}`, JSON.stringify(value)]),
    ),
    'process.env': clientValue(context, 'process.env', `(${literal})`),
    // What is written for one side only leaves the other side's bundle.
    'typeof window': webpack.DefinePlugin.runtimeValue(
      ({ module }) => (module.layer === null ? '"object"' : '"undefined"'),
      {},
    ),
    // `const { env } = process`, `process[key]`: rendering on the server must not show more than the browser will.
    process: clientValue(context, 'process', `Object.create(process,{env:{value:${literal}}})`, 'ssr'),
  })
}

/** `original` in server code and in Ferry's own, `replaced` in client modules of the given layer (the browser has none). */
function clientValue(context: BuildContext, original: string, replaced: string, only?: 'ssr') {
  return webpack.DefinePlugin.runtimeValue(({ module }) => {
    const isClient = module.layer === 'ssr' || (module.layer === null && !only)
    const isOwn = isFrameworkFile(context.framework, resourceOf(module) ?? '')
    return isClient && !isOwn ? replaced : original
  }, {})
}
