/**
 * React for browsers, compiled and minified once: a script that every app has, word for word, as long as React is the same.
 * It is a chunk as webpack makes them: an app's own entry waits for it and asks for its modules as for any others.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import webpack, { type Compilation, type Configuration, type Module } from 'webpack'
import type { FrameworkFiles } from '../framework-files.ts'
import { CHUNK_GLOBAL } from '../webpack/browser-config.ts'
import { ENTRY } from '../webpack/include-references.ts'
import { resourceOf } from '../webpack/module-facts.ts'
import { oneCopyPlugin } from '../webpack/one-copy.ts'
import { scriptRules } from '../webpack/script-rules.ts'
import { REACT_CHUNK, reactGroup } from '../webpack/split-chunks.ts'
import { compileRuntime } from './compile-runtime.ts'
import { includeModules } from './include-modules.ts'
import { minifyOnce } from './minify-once.ts'
import { packFile } from './packed-files.ts'
import { prebuiltContext } from './prebuilt-context.ts'
import type { ReactPart } from './production-facts.ts'
import { prebuiltModule } from './read-world.ts'
import { everythingUsed, replaced, wanted } from './runtime-base.ts'
import { placeInPackage } from './stable-ids.ts'
import { reactIds } from './react-ids.ts'

/** What apps, Ferry and packages import. */
const DOORS = ['react', 'react/jsx-runtime', 'react-dom', 'react-dom/client', 'scheduler']
/** What Ferry imports, and nobody else. */
const FLIGHT = 'react-server-dom-webpack/client'
const FLIGHT_NAMES = ['createFromReadableStream', 'createServerReference', 'createTemporaryReferenceSet', 'encodeReply']
const ENTRY_TEXT = `import { ${FLIGHT_NAMES.join()} } from '${FLIGHT}'\nuse(${FLIGHT_NAMES.join()})\n`

export const REACT_FILE = `${REACT_CHUNK}.js`

/** Writes the script into the folder, packed. */
export async function buildReactPart(framework: FrameworkFiles, folder: string): Promise<ReactPart> {
  const compilation = await compileRuntime(reactConfig(framework, folder))
  const file = join(folder, REACT_FILE)
  writeFileSync(file, await minifyOnce(REACT_FILE, readFileSync(file, 'utf8')))
  rmSync(join(folder, `${ENTRY}.js`))
  packFile(file, 11)
  return readReactPart(compilation)
}

function reactConfig(framework: FrameworkFiles, folder: string): Configuration {
  return {
    context: framework.packageDir,
    mode: 'production',
    target: ['web', 'es2022'],
    devtool: false,
    cache: false,
    performance: false,
    infrastructureLogging: { level: 'none' },
    stats: 'none',
    entry: { [ENTRY]: framework.browserRuntimeEntry },
    output: { path: folder, filename: '[name].js', chunkLoadingGlobal: CHUNK_GLOBAL },
    module: {
      parser: { javascript: { url: 'relative' } },
      rules: [
        replaced(framework, framework.browserRuntimeEntry, [ENTRY_TEXT]),
        // A module of the app's own compilation, which is found by its id.
        replaced(framework, framework.browserDecorate, ['exports.decorateReference = 0']),
        ...scriptRules(prebuiltContext(framework), 'browser'),
      ],
    },
    optimization: {
      nodeEnv: false,
      moduleIds: false,
      chunkIds: 'named',
      minimize: false,
      concatenateModules: false,
      // Names are those that React gives them: an app's compilation knows no others.
      mangleExports: false,
      splitChunks: { cacheGroups: { default: false, defaultVendors: false, react: reactGroup() } },
    },
    plugins: [
      oneCopyPlugin(framework),
      new webpack.DefinePlugin({ 'process.env.NODE_ENV': '"production"', 'typeof window': '"object"' }),
      includeModules(wanted(null, [...DOORS, FLIGHT])),
      everythingUsed((module) => !isFlight(module)),
      reactIds(framework),
    ],
  }
}

function readReactPart(compilation: Compilation): ReactPart {
  const { chunkGraph, moduleGraph } = compilation
  const chunk = compilation.namedChunks.get(REACT_CHUNK)
  const requirements = new Set<string>()
  for (const module of chunk ? chunkGraph.getChunkModulesIterable(chunk) : []) {
    for (const name of chunkGraph.getModuleRuntimeRequirements(module, chunk?.runtime)) requirements.add(name)
  }
  const doors = (compilation.entries.get(ENTRY)?.includeDependencies ?? []).map((one) => moduleGraph.getModule(one))
  const modules = doors.flatMap((module) => {
    const resource = module && resourceOf(module)
    if (!resource) return []
    const facts = prebuiltModule(compilation, module, String(chunkGraph.getModuleId(module)), resource)
    return isFlight(module) ? { ...facts, exports: FLIGHT_NAMES } : facts
  })
  return { modules, requirements: [...requirements].sort() }
}

function isFlight(module: Module): boolean {
  return placeInPackage(resourceOf(module) ?? '').packageName === 'react-server-dom-webpack'
}
