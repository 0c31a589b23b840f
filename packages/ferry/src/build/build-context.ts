/** What every step of one build shares, made in one place and passed by hand. */
import { existsSync, realpathSync } from 'node:fs'
import { basename, relative, sep } from 'node:path'
import type { ResolvedConfig } from '../config/resolved-config.ts'
import { ASSET_PATH } from '../protocol/names.ts'
import { type FrameworkFiles, frameworkFiles } from './framework-files.ts'
import { createFunctionId, type FunctionId, idSecret } from './function-id.ts'
import { type ProjectTypeScript, readTypeScriptConfig } from './typescript-config.ts'
import { compilerStamp } from './webpack/compiler-stamp.ts'

export interface BuildContext {
  readonly config: ResolvedConfig
  readonly dev: boolean
  /** Real paths: webpack follows symbolic links. */
  readonly root: string
  readonly appDir: string
  readonly framework: FrameworkFiles
  readonly typescript: ProjectTypeScript
  readonly functionId: FunctionId
  /** Absolute path → relative to the app root, forward slashes. Example: `app/notes/actions.ts` */
  readonly fileName: (resource: string) => string
  /** Names the state of all that compiles. */
  readonly compilers: string
  /** Where assets are served. Example: `/shop/_ferry/assets/` */
  readonly publicPath: string
}

export function createBuildContext(config: ResolvedConfig, framework: FrameworkFiles = frameworkFiles()): BuildContext {
  const root = realpathSync(config.root)
  return {
    config,
    dev: config.mode === 'development',
    root,
    appDir: existsSync(config.appDir) ? realpathSync(config.appDir) : config.appDir,
    framework,
    typescript: readTypeScriptConfig(root),
    functionId: createFunctionId(idSecret(config.packageName || basename(root))),
    fileName: (resource) => relative(root, resource.replace(/\?.*$/, '')).split(sep).join('/'),
    compilers: compilerStamp(framework.packageDir),
    publicPath: config.settings.basePath + ASSET_PATH,
  }
}
