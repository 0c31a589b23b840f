/** What the build writes (dist/manifest.json) and the server reads. Everything in it is plain JSON. */
import type { RouteTable } from './route-table.ts'
import type { RoutingRules } from './routing-rules.ts'

export interface Manifest {
  /** Identifies this build to old tabs. Example: `a1b2c3d4e5f6` */
  readonly build: string
  readonly routes: RouteTable
  /** Absent when the configuration has none. */
  readonly rules?: RoutingRules
  /** function id → where its export is. Keyed by the FULL id per export; read into a null-prototype object by the server. */
  readonly functions: Readonly<Record<string, FunctionEntry>>
  /** client reference key → module and chunks for the browser (React's client manifest). */
  readonly clientModules: Readonly<Record<string, ClientModuleEntry>>
  /** browser module id → ssr module id (React's moduleMap). */
  readonly ssrModules: Readonly<Record<string, { readonly id: string | number; readonly async?: boolean }>>
  /** route file (key of the generated route modules) → style sheets its server code imports, in order. File names below ASSET_PATH. */
  readonly routeStyles: Readonly<Record<string, readonly string[]>>
  /** The browser entry: scripts in order (file names below ASSET_PATH) and styles. */
  readonly entry: { readonly scripts: readonly string[]; readonly styles: readonly string[] }
  /** Ids of routes whose pages may be kept. Absent when there are none. */
  readonly keepsPages?: readonly string[]
  readonly settings: RuntimeSettings
  /** Key made at build for closures when FERRY_ENCRYPTION_KEY is not set. base64url, 32 bytes. */
  readonly generatedKey: string
}

export interface FunctionEntry {
  /** webpack module id in the server bundle */
  readonly id: string | number
  /** export name inside that module */
  readonly name: string
  readonly async?: boolean
  /** For logs and dev only. Example: `app/actions.ts#createNote` */
  readonly source: string
  /** true when the function captures variables: its first bound argument must be an encrypted string. */
  readonly captures: boolean
  /** Route files whose pages use it. Absent in an app without middleware. Example: `['admin/layout.tsx']` */
  readonly pages?: readonly string[]
}

export interface ClientModuleEntry {
  readonly id: string | number
  /** React's format: chunk id, file, chunk id, file, … */
  readonly chunks: readonly (string | number)[]
  readonly async?: boolean
  /** Style sheets of those chunks: file names below ASSET_PATH. */
  readonly styles: readonly string[]
}

/** The part of the configuration that the running server needs, defaults filled in. */
export interface RuntimeSettings {
  readonly basePath: string
  readonly trailingSlash: boolean
  readonly publicUrl: string | null
  readonly csp: boolean | string
  /** Which peers may set X-Forwarded-*: none, the nearest n hops, or addresses and subnets. */
  readonly trustProxy: false | number | readonly string[]
  /** The host compresses answers that are text. */
  readonly compress: boolean
  readonly actions: {
    readonly bodySizeLimit: number
    readonly allowedOrigins: readonly string[]
    readonly allowRequestsWithoutOrigin: boolean
    /** ms; 0 = none */
    readonly timeout: number
    /** ms the capture script waits for hydration before it falls back to the native POST */
    readonly replayTimeout: number
    readonly once: { readonly window: number }
  }
  readonly server: ServerSettings
}

/** What the host does besides answering for the app. */
export interface ServerSettings {
  /** Below the `basePath`, like the other paths. null: none. */
  readonly healthPath: string | null
  readonly readyPath: string | null
  readonly metricsPath: string | null
  /** Requests to the app at once; 0 = no limit */
  readonly maxRequests: number
  /** Connections of one process at once; 0 = no limit */
  readonly maxConnections: number
  /** The same, from one address; 0 = no limit */
  readonly maxConnectionsPerAddress: number
  /** ms the event loop may be late; 0 = no limit */
  readonly maxDelay: number
  /** ms between the signal and the end of accepting */
  readonly shutdownDelay: number
  /** ms that what has begun may still take */
  readonly shutdownTimeout: number
}
