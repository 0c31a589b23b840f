/** webpack's persistent cache, keyed by everything outside the sources that changes what they compile to. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FileCacheOptions } from 'webpack'
import type { BuildContext } from '../build-context.ts'
import { idSecret } from '../function-id.ts'
import { postcssConfigFile } from './style-rules.ts'

export function cacheOptions(context: BuildContext, name: 'server' | 'browser'): FileCacheOptions {
  return {
    type: 'filesystem',
    cacheDirectory: join(context.config.cacheDir, 'webpack'),
    name: `${name}-${context.config.mode}`,
    version: cacheVersion(context),
    // The version names webpack already: by itself it would look up every module that it consists of.
    buildDependencies: { defaultWebpack: [] },
    compression: false,
    ...(context.dev && { allowCollectingMemory: true }),
  }
}

function cacheVersion(context: BuildContext): string {
  const { config, framework, typescript, root } = context
  const files = [
    config.files.config,
    typescript.file,
    postcssConfigFile(root),
    join(framework.packageDir, 'package.json'),
  ]
  const hash = createHash('sha256')
  for (const file of files) hash.update(file ? readFileSync(file) : '').update('\0')
  hash.update(
    JSON.stringify([
      process.version,
      root,
      config.mode,
      config.env,
      config.publicEnv,
      config.transpilePackages,
      config.serverExternalPackages,
      config.settings.basePath,
      idSecret(config.packageName),
      context.compilers,
    ]),
  )
  return hash.digest('hex')
}
