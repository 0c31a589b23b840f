/** A checked configuration with every default filled in. Knows the defaults; looks at the disk only to see which files exist. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RuntimeSettings } from '../protocol/manifest.ts'
import type { Config, Mode } from './define-config.ts'
import type { EnvFiles } from './env-files.ts'
import { parseDuration, parseSize } from './quantity.ts'
import type { ResolvedConfig } from './resolved-config.ts'
import { serverSettings } from './server-settings.ts'
import { storeModule, telemetryModule } from './server-modules.ts'

export interface Surroundings {
  readonly root: string
  readonly mode: Mode
  readonly configFile: string | null
  readonly env: EnvFiles
  /** @default process.env */
  readonly environment?: NodeJS.ProcessEnv
}

export function resolveConfig(written: Config, around: Surroundings): ResolvedConfig {
  const { root, mode } = around
  const stateDir = join(root, '.ferry')
  const sources = existsSync(join(root, 'app')) || !existsSync(join(root, 'src', 'app')) ? root : join(root, 'src')
  const moduleFile = (name: string) => findModule([sources, root], name)
  const instrumentation = moduleFile('instrumentation')
  return {
    mode,
    root,
    appDir: join(sources, 'app'),
    publicDir: join(root, 'public'),
    outDir: mode === 'production' ? join(root, 'dist') : join(stateDir, 'dev'),
    cacheDir: join(stateDir, 'cache'),
    stateDir,
    packageName: packageName(root),
    pageExtensions: written.pageExtensions ?? ['tsx', 'ts', 'jsx', 'js'],
    files: {
      config: around.configFile,
      server: moduleFile('server'),
      middleware: moduleFile('middleware'),
      instrumentation,
    },
    transpilePackages: written.transpilePackages ?? [],
    serverExternalPackages: written.serverExternalPackages ?? [],
    webpack: written.webpack ?? null,
    headers: written.headers ?? null,
    redirects: written.redirects ?? null,
    rewrites: written.rewrites ?? null,
    store: written.store === undefined ? null : storeModule(root, written.store),
    telemetry: instrumentation === null ? null : telemetryModule(root),
    dev: {
      allowedHosts: (written.dev?.allowedHosts ?? []).map((name) => name.toLowerCase()),
      browserErrors: written.dev?.browserErrors ?? false,
    },
    env: written.env ?? {},
    publicEnv: publicVariables(around.environment ?? process.env),
    envFiles: around.env.files,
    fileEnv: around.env.added,
    settings: runtimeSettings(written),
  }
}

export function runtimeSettings(written: Config): RuntimeSettings {
  const actions = written.actions ?? {}
  return {
    basePath: written.basePath ?? '',
    trailingSlash: written.trailingSlash ?? false,
    publicUrl: written.publicUrl === undefined ? null : new URL(written.publicUrl).origin,
    csp: written.csp ?? false,
    trustProxy: trustedPeers(written.trustProxy),
    compress: written.compress ?? true,
    actions: {
      bodySizeLimit: parseSize(actions.bodySizeLimit) ?? 1024 ** 2,
      allowedOrigins: actions.allowedOrigins ?? [],
      allowRequestsWithoutOrigin: actions.allowRequestsWithoutOrigin ?? false,
      timeout: parseDuration(actions.timeout) ?? 0,
      replayTimeout: parseDuration(actions.replayTimeout) ?? 2000,
      once: { window: parseDuration(actions.once?.window) ?? 600_000 },
    },
    server: serverSettings(written.server),
  }
}

function trustedPeers(written: Config['trustProxy']): RuntimeSettings['trustProxy'] {
  if (written === undefined || written === false || written === 0) return false
  if (written === true) return 1
  return typeof written === 'string' ? [written] : written
}

function publicVariables(environment: NodeJS.ProcessEnv): Record<string, string> {
  const found = Object.entries(environment).filter(([name]) => name.startsWith('FERRY_PUBLIC_'))
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, value ?? '']))
}

function findModule(folders: readonly string[], name: string): string | null {
  for (const folder of folders) {
    for (const extension of ['ts', 'tsx', 'mts', 'js', 'jsx', 'mjs']) {
      const file = join(folder, `${name}.${extension}`)
      if (existsSync(file)) return file
    }
  }
  return null
}

function packageName(root: string): string {
  try {
    const value: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : ''
  } catch {
    return ''
  }
}
