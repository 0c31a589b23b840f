/** Files that describe the app instead of rendering it: `favicon.ico`, `icon.png`, `robots.ts`. Which they are, and at which URL. */
import type { MetadataConvention } from '../protocol/route-table.ts'

export interface MetadataName {
  readonly convention: MetadataConvention
  /** Last segment of its URL. Example: `robots.txt` */
  readonly urlName: string
  /** Served as it is; otherwise a module whose default export makes it. */
  readonly isStatic: boolean
}

/** Extensions of static files, and whether they may lie below app/ too. */
const KINDS: Readonly<Record<MetadataConvention, { readonly files: string; readonly anywhere: boolean }>> = {
  favicon: { files: 'ico', anywhere: false },
  icon: { files: 'ico|jpg|jpeg|png|svg', anywhere: true },
  'apple-icon': { files: 'jpg|jpeg|png', anywhere: true },
  'opengraph-image': { files: 'jpg|jpeg|png|gif', anywhere: true },
  'twitter-image': { files: 'jpg|jpeg|png|gif', anywhere: true },
  robots: { files: 'txt', anywhere: false },
  sitemap: { files: 'xml', anywhere: true },
  manifest: { files: 'webmanifest|json', anywhere: false },
}

/** What a module answers at; images go without an extension, since it alone knows of which type they are. */
const MODULE_URLS: Readonly<Partial<Record<MetadataConvention, string>>> = {
  robots: 'robots.txt',
  sitemap: 'sitemap.xml',
  manifest: 'manifest.webmanifest',
}

const NAME = /^(favicon|robots|sitemap|manifest|(icon|apple-icon|opengraph-image|twitter-image)\d?)\.(\w+(?:\.\w+)*)$/

/**
 * null: a file like any other.
 *
 * @param baseName Example: `icon1.png`
 * @param extensions of modules, without the dot
 */
export function metadataFileOf(baseName: string, extensions: readonly string[], isRoot: boolean): MetadataName | null {
  const [, name = '', numbered, extension = ''] = NAME.exec(baseName) ?? []
  const convention = (numbered ?? name) as MetadataConvention
  const kind = Object.hasOwn(KINDS, convention) ? KINDS[convention] : undefined
  if (!kind || !(isRoot || kind.anywhere)) return null
  if (kind.files.split('|').includes(extension)) return { convention, urlName: baseName, isStatic: true }
  if (convention === 'favicon' || !extensions.includes(extension)) return null
  return { convention, urlName: MODULE_URLS[convention] ?? name, isStatic: false }
}

/** Images of groups, which do not appear in the URL, would meet at one: they get the groups' names. */
export function urlNameIn(groups: readonly string[], { convention, urlName }: MetadataName): string {
  const isImage = convention === 'icon' || convention === 'apple-icon' || convention.endsWith('-image')
  if (groups.length === 0 || !isImage) return urlName
  const [, name = '', extension = ''] = /^([^.]*)(\..*)?$/.exec(urlName) ?? []
  return `${name}-${groups.join('-')}${extension}`
}

/** By its extension: which of the files that the route table names are no modules. */
export function isStaticFile(file: string): boolean {
  return /\.(?:ico|jpe?g|png|svg|gif|txt|xml|webmanifest|json)$/.test(file)
}
