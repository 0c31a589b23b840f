/** The configuration as the rest of Ferry reads it: paths absolute, defaults filled in, everything checked. */
import type { RuntimeSettings } from '../protocol/manifest.ts'
import type { Config, Mode, WebpackHook } from './define-config.ts'

export interface ResolvedConfig {
  readonly mode: Mode
  /** Folder of the app's package.json. Absolute, like every path here. */
  readonly root: string
  /** `app/` or `src/app/` */
  readonly appDir: string
  /** May not exist. */
  readonly publicDir: string
  /** `dist/`; in development `.ferry/dev/` */
  readonly outDir: string
  /** `.ferry/cache/` */
  readonly cacheDir: string
  /** `.ferry/`: what is kept between builds and must not be committed. */
  readonly stateDir: string
  /** `name` of the app's package.json; '' when there is none. */
  readonly packageName: string
  /** Without dots. Example: `['tsx', 'ts', 'jsx', 'js']` */
  readonly pageExtensions: readonly string[]
  /** The special files beside app/ that exist. */
  readonly files: {
    readonly config: string | null
    readonly server: string | null
    readonly middleware: string | null
    readonly instrumentation: string | null
  }
  readonly transpilePackages: readonly string[]
  readonly serverExternalPackages: readonly string[]
  readonly webpack: WebpackHook | null
  readonly headers: Config['headers'] | null
  readonly redirects: Config['redirects'] | null
  readonly rewrites: Config['rewrites'] | null
  /** The shared store: absolute path, or name of a package. */
  readonly store: string | null
  /** `@opentelemetry/api`, where an app that has it brings an instrumentation file. */
  readonly telemetry: string | null
  /** Of `ferry dev` alone. Names in lower case. */
  readonly dev: { readonly allowedHosts: readonly string[]; readonly browserErrors: boolean }
  /** The `env` key: constants that are inlined everywhere. */
  readonly env: Readonly<Record<string, string>>
  /** Every `FERRY_PUBLIC_*` of the environment, .env files included: the only variables that reach the browser. */
  readonly publicEnv: Readonly<Record<string, string>>
  /** The .env files that were read, and those that would be if they existed. */
  readonly envFiles: readonly string[]
  /** What those files added to the environment. */
  readonly fileEnv: Readonly<Record<string, string>>
  readonly settings: RuntimeSettings
}
