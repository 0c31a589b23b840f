/** headers(), redirects() and rewrites() of the configuration: as an app writes them, and as the manifest holds them. */

export interface RoutingRules {
  readonly headers: readonly HeaderRule[]
  readonly redirects: readonly RedirectRule[]
  readonly rewrites: RewriteLists
}

export interface RewriteLists {
  readonly beforeFiles: readonly RewriteRule[]
  readonly afterFiles: readonly RewriteRule[]
  readonly fallback: readonly RewriteRule[]
}

/** What a request must have, or must not have. */
export interface RuleCondition {
  readonly type: 'header' | 'cookie' | 'query' | 'host'
  /** Not for `host`. */
  readonly key?: string
  /** A regular expression for the whole value; its named groups are parameters. Without it: any value but an empty one. */
  readonly value?: string
}

export interface RequestRule {
  /** Path pattern: `/blog/:slug*` */
  readonly source: string
  /** `false`: the source is written with the base path, and may lie outside of it. */
  readonly basePath?: false
  readonly has?: readonly RuleCondition[]
  readonly missing?: readonly RuleCondition[]
}

export interface HeaderRule extends RequestRule {
  readonly headers: readonly { readonly key: string; readonly value: string }[]
}

export type RedirectRule = RequestRule & { readonly destination: string } & (
    | { readonly permanent: boolean }
    | { readonly statusCode: 301 | 302 | 303 | 307 | 308 }
  )

export interface RewriteRule extends RequestRule {
  readonly destination: string
}
