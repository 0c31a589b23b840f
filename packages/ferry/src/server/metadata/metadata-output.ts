/** What `robots`, `sitemap` and `manifest` modules give. The names and shapes of Next.js's `MetadataRoute`. */

export interface Robots {
  readonly rules: RobotsRule | readonly RobotsRule[]
  readonly sitemap?: string | readonly string[]
  readonly host?: string
}

export interface RobotsRule {
  /** Default: `*` */
  readonly userAgent?: string | readonly string[]
  readonly allow?: string | readonly string[]
  readonly disallow?: string | readonly string[]
  readonly crawlDelay?: number
}

export type Sitemap = readonly SitemapEntry[]

export interface SitemapEntry {
  /** Absolute. */
  readonly url: string
  readonly lastModified?: string | Date
  readonly changeFrequency?: 'always' | 'hourly' | 'daily' | 'weekly' | 'monthly' | 'yearly' | 'never'
  readonly priority?: number
  /** Language → URL of the same page. */
  readonly alternates?: { readonly languages?: Readonly<Partial<Record<string, string>>> }
  readonly images?: readonly string[]
  readonly videos?: readonly SitemapVideo[]
}

export interface SitemapVideo {
  readonly title: string
  readonly thumbnail_loc: string
  readonly description: string
  readonly [detail: string]: unknown
}

/** Of a web app: https://www.w3.org/TR/appmanifest/ */
export interface Manifest {
  readonly name?: string
  readonly short_name?: string
  readonly description?: string
  readonly start_url?: string
  readonly display?: 'fullscreen' | 'standalone' | 'minimal-ui' | 'browser'
  readonly background_color?: string
  readonly theme_color?: string
  readonly icons?: readonly ManifestIcon[]
  readonly [member: string]: unknown
}

export interface ManifestIcon {
  readonly src: string
  readonly type?: string
  readonly sizes?: string
  readonly purpose?: 'any' | 'maskable' | 'monochrome'
}
