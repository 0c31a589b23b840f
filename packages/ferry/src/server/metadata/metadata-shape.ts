/** What `metadata` and `viewport` may say. The names and shapes of Next.js's `Metadata` and `Viewport`. */

/** The export `metadata` of a layout or page, and what `generateMetadata` gives. */
export interface Metadata {
  /** What relative URLs start at. */
  metadataBase?: string | URL | null
  title?: string | Title | null
  description?: string | null
  applicationName?: string | null
  authors?: OneOrMore<{ name?: string; url?: Url }> | null
  generator?: string | null
  keywords?: string | readonly string[] | null
  referrer?: string | null
  creator?: string | null
  publisher?: string | null
  category?: string | null
  abstract?: string | null
  classification?: string | null
  robots?: string | (Robots & { googleBot?: string | Robots }) | null
  alternates?: Alternates | null
  icons?: OneOrMore<Icon> | Icons | null
  manifest?: Url | null
  openGraph?: OpenGraph | null
  twitter?: Twitter | null
  facebook?: { appId?: string; admins?: OneOrMore<string> } | null
  pinterest?: { richPin?: string | boolean } | null
  verification?: Verification | null
  appleWebApp?: boolean | AppleWebApp | null
  itunes?: { appId: string; appArgument?: string } | null
  formatDetection?: Partial<Record<'telephone' | 'date' | 'address' | 'email' | 'url', boolean>> | null
  appLinks?: Readonly<Record<string, OneOrMore<Readonly<Record<string, string | number | boolean | URL>>>>> | null
  archives?: OneOrMore<Url> | null
  assets?: OneOrMore<Url> | null
  bookmarks?: OneOrMore<Url> | null
  pagination?: { previous?: Url | null; next?: Url | null } | null
  /** Names that have no place above. */
  other?: Readonly<Record<string, OneOrMore<string | number>>> | null
}

/** The export `viewport` of a layout or page, and what `generateViewport` gives. */
export interface Viewport {
  width?: string | number
  height?: string | number
  initialScale?: number
  minimumScale?: number
  maximumScale?: number
  userScalable?: boolean
  viewportFit?: 'auto' | 'cover' | 'contain'
  interactiveWidget?: 'resizes-visual' | 'resizes-content' | 'overlays-content'
  themeColor?: string | OneOrMore<{ color: string; media?: string }> | null
  colorScheme?: string | null
}

/** What the layouts around have said, templates of titles filled in. */
export type ResolvedMetadata = Readonly<Omit<Metadata, 'title'> & { title?: string | null }>
/** Second argument of `generateMetadata`. */
export type ResolvingMetadata = Promise<ResolvedMetadata>

type Url = string | URL
type OneOrMore<T> = T | readonly T[]

interface Title {
  /** For pages below that have none, and with `template` of a layout above. */
  default?: string
  /** For titles below. Example: `%s · Shop` */
  template?: string | null
  /** As it is, whatever templates there are above. */
  absolute?: string
}

interface Robots {
  index?: boolean
  follow?: boolean
  noarchive?: boolean
  nosnippet?: boolean
  noimageindex?: boolean
  nocache?: boolean
  notranslate?: boolean
  indexifembedded?: boolean
  nositelinkssearchbox?: boolean
  unavailable_after?: string
  'max-video-preview'?: number | string
  'max-image-preview'?: 'none' | 'standard' | 'large'
  'max-snippet'?: number
}

type AlternateLink = Url | readonly { url: Url; title?: string }[]

interface Alternates {
  canonical?: Url | { url: Url } | null
  /** By language: `de`, `x-default`. */
  languages?: Readonly<Partial<Record<string, AlternateLink | null>>>
  /** By media query. */
  media?: Readonly<Partial<Record<string, AlternateLink | null>>>
  /** By content type. */
  types?: Readonly<Partial<Record<string, AlternateLink | null>>>
}

type Icon =
  | Url
  | {
      url: Url
      type?: string
      sizes?: string
      color?: string
      rel?: string
      media?: string
      fetchPriority?: 'high' | 'low' | 'auto'
    }

interface Icons {
  icon?: OneOrMore<Icon>
  shortcut?: OneOrMore<Icon>
  apple?: OneOrMore<Icon>
  other?: OneOrMore<Icon>
}

type Media =
  | Url
  | { url: Url; secureUrl?: Url; alt?: string; type?: string; width?: string | number; height?: string | number }

interface OpenGraph {
  /** `website`, `article`, `book`, `profile`, `music.song`, `video.movie`, … https://ogp.me */
  type?: string
  title?: string | Title
  description?: string
  url?: Url
  siteName?: string
  locale?: string
  alternateLocale?: OneOrMore<string>
  images?: OneOrMore<Media>
  videos?: OneOrMore<Media>
  audio?: OneOrMore<Media>
  /** Of its type: `publishedTime`, `authors`, `isbn`, … */
  readonly [detail: string]: unknown
}

interface Twitter {
  card?: 'summary' | 'summary_large_image' | 'player' | 'app'
  title?: string | Title
  description?: string
  site?: string
  siteId?: string
  creator?: string
  creatorId?: string
  images?: OneOrMore<Media>
  players?: OneOrMore<{ playerUrl: Url; streamUrl: Url; width: number; height: number }>
  app?: {
    name?: string
    id: Partial<Record<'iphone' | 'ipad' | 'googleplay', string | number>>
    url?: Partial<Record<'iphone' | 'ipad' | 'googleplay', Url>>
  }
}

interface Verification {
  google?: OneOrMore<string | number> | null
  yahoo?: OneOrMore<string | number> | null
  yandex?: OneOrMore<string | number> | null
  me?: OneOrMore<string | number> | null
  other?: Readonly<Record<string, OneOrMore<string | number>>>
}

interface AppleWebApp {
  capable?: boolean
  title?: string
  startupImage?: OneOrMore<string | { url: string; media?: string }>
  statusBarStyle?: 'default' | 'black' | 'black-translucent'
}
