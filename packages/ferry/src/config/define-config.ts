/** The configuration as an app writes it in ferry.config.ts. */
import type { Configuration } from 'webpack'
import type { HeaderRule, RedirectRule, RewriteLists, RewriteRule } from '../protocol/routing-rules.ts'

/**
 * Gives the configuration its type; returns it as it is. A function receives the mode and may be async.
 *
 * @example
 * import { defineConfig } from 'ferry/config'
 * export default defineConfig({ basePath: '/shop', actions: { bodySizeLimit: '4mb' } })
 */
export function defineConfig(config: ConfigExport): ConfigExport {
  return config
}

export type Mode = 'development' | 'production'

export type ConfigExport = Config | ((context: { readonly mode: Mode }) => Config | Promise<Config>)

export interface Config {
  /** Path below which the whole app is served. Begins with `/`, has no trailing slash. @default '' */
  basePath?: string
  /** The one form of page URLs: with a trailing slash or without; the other redirects to it. @default false */
  trailingSlash?: boolean
  /** Extensions of route files, best first. @default ['tsx', 'ts', 'jsx', 'js'] */
  pageExtensions?: readonly string[]
  /** The origin people use, such as `https://example.com`. Origins are compared with it; without it, with the Host header. */
  publicUrl?: string
  /**
   * Which peers may set `X-Forwarded-For`, `-Proto` and `-Host`: `true` is one proxy in front, a number is that many in a
   * row, a list names addresses, subnets (`10.0.0.0/8`) or `loopback`, `linklocal`, `uniquelocal`. @default false
   */
  trustProxy?: boolean | number | string | readonly string[]
  /** Extra headers by path. */
  headers?: () => readonly HeaderRule[] | Promise<readonly HeaderRule[]>
  /** Redirects by path, before any route. */
  redirects?: () => readonly RedirectRule[] | Promise<readonly RedirectRule[]>
  /** Other paths for the same page, invisible to the browser. */
  rewrites?: () => RewriteRules | Promise<RewriteRules>
  /** Last word on both webpack configurations: change it or return another. */
  webpack?: WebpackHook
  /** Packages in node_modules that are compiled like the app's own sources (TypeScript, JSX). @default [] */
  transpilePackages?: readonly string[]
  /** Packages that are not bundled on the server but copied beside it. Those with native addons are found without this. @default [] */
  serverExternalPackages?: readonly string[]
  /** Compress text answers; switch it off when a proxy in front does it. @default true */
  compress?: boolean
  /** `true`: a strict Content-Security-Policy with a nonce per answer. A string: your own policy, `{nonce}` filled in. @default false */
  csp?: boolean | string
  actions?: ActionsConfig
  /**
   * Module whose default export is the store that several instances share, or makes it: a file (`./store.ts`) or a package.
   * @default in memory, shared by the workers of one machine
   */
  store?: string
  server?: ServerConfig
  dev?: DevConfig
  /** Constants for `process.env.NAME`, inlined on the server and in the browser. They are public. @default {} */
  env?: Readonly<Record<string, string>>
}

export interface ActionsConfig {
  /** Largest body of a call or form post: bytes, or a size such as `'500kb'`, `'1mb'`. @default '1mb' */
  bodySizeLimit?: number | string
  /**
   * Others that may call this app's server functions: an origin (`https://shop.example.com`), a host under either scheme
   * (`shop.example.com`), any direct subdomain (`*.example.com`) or any at all (`**.example.com`). @default []
   */
  allowedOrigins?: readonly string[]
  /** Accept calls that carry neither Origin nor Sec-Fetch-Site (clients that are not browsers). @default false */
  allowRequestsWithoutOrigin?: boolean
  /** How long a function may run: milliseconds or `'30s'`; 0 is without limit. @default 0 */
  timeout?: number | string
  /** How long an early submission waits for hydration before the browser posts it itself. @default '2s' */
  replayTimeout?: number | string
  /** How long a submission is remembered so that it runs once. @default { window: '10m' } */
  once?: { window?: number | string }
}

/** Of `ferry dev` alone. */
export interface DevConfig {
  /**
   * Host names besides localhost and IP addresses under which the dev server answers: of a tunnel, or of an entry in the
   * hosts file. `*.example.com` is any direct subdomain. Whoever owns such a name reaches the dev server. @default []
   */
  allowedHosts?: readonly string[]
  /** Show in the terminal what pages write with console.error. @default false */
  browserErrors?: boolean
}

export interface ServerConfig {
  /** Answers 200 while the process lives; `false`: no such path. @default '/_ferry/health' */
  healthPath?: string | false
  /** Answers 200 while requests are welcome, 503 while shutting down or overloaded. @default '/_ferry/ready' */
  readyPath?: string | false
  /** Metrics for Prometheus: `true` is `/_ferry/metrics`. Whoever reaches the path reads them. @default false */
  metrics?: boolean | string
  /** Most requests that one process answers at once; what comes on top gets 503. 0 is without limit. @default 0 */
  maxRequests?: number
  /** Most connections that one process holds; what comes on top is closed. 0 is without limit. @default 0 */
  maxConnections?: number
  /** The same for one address (of IPv6: its first 64 bits). Not behind a proxy, which is one address. @default 0 */
  maxConnectionsPerAddress?: number
  /** While the event loop is later than this, what comes gets 503: milliseconds or `'1s'`; 0 is never. @default 0 */
  maxDelay?: number | string
  /** How long the server goes on after SIGTERM, not ready any more, so that balancers turn away first. @default 0 */
  shutdownDelay?: number | string
  /** Most that finishing what has begun may take, after which it is cut. @default '10s' */
  shutdownTimeout?: number | string
}

export type WebpackHook = (
  config: Configuration,
  context: { readonly world: 'server' | 'browser'; readonly dev: boolean },
) => Configuration | undefined | Promise<Configuration | undefined>

/** A list is `afterFiles`. */
export type RewriteRules = readonly RewriteRule[] | Partial<RewriteLists>
