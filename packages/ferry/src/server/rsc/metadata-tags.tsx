/** Merged metadata → the tags of the head. React moves them there from wherever they stand. */
import { createElement, type ReactNode } from 'react'
import { entries, kebab, link, list, member, meta, type Tag, text } from './head-tag.ts'
import type { Fields } from './metadata-source.ts'
import { socialTags } from './social-tags.ts'

/**
 * null when there is nothing to say. The encoding stands in every document already.
 *
 * @param hasOwnViewport the usual one does not, as it does for a page that says nothing of it
 */
export function headTags(metadata: Fields, viewport: Fields, hasOwnViewport = false): ReactNode {
  const tags = [...viewportTags(viewport, hasOwnViewport), ...metadataTags(metadata)]
  if (tags.length === 0) return null
  return tags.map(([type, props], index) => createElement(type, { key: index, ...props }))
}

function metadataTags(fields: Fields): Tag[] {
  const base = fields.metadataBase
  const url = (value: unknown) => absoluteUrl(value, base)
  const named = (names: readonly string[]) => names.flatMap((name) => meta('name', kebab(name), fields[name]))
  return [
    ...(typeof fields.title === 'string' ? [['title', { children: fields.title }] as Tag] : []),
    ...named(['description', 'applicationName', 'generator', 'referrer', 'creator', 'publisher', 'category']),
    ...named(['abstract', 'classification']),
    ...meta('name', 'keywords', Array.isArray(fields.keywords) ? fields.keywords.join(',') : fields.keywords),
    ...list(fields.authors).flatMap((author) => [
      ...link('author', member(author, 'url')),
      ...meta('name', 'author', member(author, 'name')),
    ]),
    ...robots(fields.robots),
    ...alternates(fields.alternates, url),
    ...['archives', 'assets', 'bookmarks'].flatMap((rel) => list(fields[rel]).flatMap((one) => link(rel, one))),
    ...link('prev', url(member(fields.pagination, 'previous'))),
    ...link('next', url(member(fields.pagination, 'next'))),
    ...link('manifest', fields.manifest),
    ...formatDetection(fields.formatDetection),
    ...itunes(fields.itunes),
    ...appleWebApp(fields.appleWebApp),
    ...verification(fields.verification),
    ...socialTags(fields, url),
    ...icons(fields.icons),
    ...entries(fields.other).flatMap(([name, value]) => list(value).flatMap((one) => meta('name', name, one))),
  ]
}

function viewportTags(viewport: Fields, hasOwnViewport: boolean): Tag[] {
  const { themeColor, colorScheme, ...own } = viewport
  const tags = meta('name', 'color-scheme', colorScheme)
  if (hasOwnViewport || Object.keys(own).length > 0) {
    const all = entries({ width: 'device-width', initialScale: 1, ...own })
    const content = all.map(
      ([name, value]) => `${kebab(name)}=${value === true ? 'yes' : value === false ? 'no' : value}`,
    )
    tags.push(...meta('name', 'viewport', content.join(', ')))
  }
  for (const color of list(themeColor)) {
    if (typeof color === 'string') tags.push(...meta('name', 'theme-color', color))
    else {
      const media = text(member(color, 'media'))
      for (const [type, props] of meta('name', 'theme-color', member(color, 'color'))) {
        tags.push([type, media === undefined ? props : { ...props, media }])
      }
    }
  }
  return tags
}

type ResolveUrl = (value: unknown) => unknown

function alternates(value: unknown, url: ResolveUrl): Tag[] {
  const others = (name: string, attribute: string) =>
    entries(member(value, name)).flatMap(([key, targets]) =>
      list(targets).flatMap((target) =>
        link('alternate', url(member(target, 'url') ?? target), { [attribute]: key, title: member(target, 'title') }),
      ),
    )
  return [
    ...link('canonical', url(member(member(value, 'canonical'), 'url') ?? member(value, 'canonical'))),
    ...others('languages', 'hrefLang'),
    ...others('media', 'media'),
    ...others('types', 'type'),
  ]
}

/** The browser asks for them itself: where the app is reached by another name than `metadataBase`, they are there too. */
function icons(value: unknown): Tag[] {
  if (typeof value === 'string' || Array.isArray(value) || value instanceof URL) return icons({ icon: value })
  const rels: Record<string, string> = { icon: 'icon', shortcut: 'shortcut icon', apple: 'apple-touch-icon' }
  return entries(value).flatMap(([name, one]) =>
    list(one).flatMap((item) => {
      const rel = text(member(item, 'rel')) ?? rels[name] ?? name
      const details = entries(item).filter(([key]) => /^(?:sizes|type|media|color|fetchPriority)$/.test(key))
      return link(rel, member(item, 'url') ?? item, Object.fromEntries(details))
    }),
  )
}

/** `index` and `follow` say yes or no; of the others only what is said counts. */
function robots(value: unknown): Tag[] {
  if (typeof value !== 'object' || value === null) return meta('name', 'robots', value)
  const { googleBot, ...own } = value as Fields
  return [
    ...meta('name', 'robots', robotRules(own)),
    ...meta('name', 'googlebot', typeof googleBot === 'object' ? robotRules(googleBot) : googleBot),
  ]
}

function robotRules(value: unknown): string | undefined {
  const rules = entries(value).flatMap(([name, one]) => {
    if (one === true) return [name]
    if (one === false) return name === 'index' || name === 'follow' ? [`no${name}`] : []
    return [`${kebab(name)}:${text(one) ?? ''}`]
  })
  return rules.length === 0 ? undefined : rules.join(', ')
}

function formatDetection(value: unknown): Tag[] {
  const parts = entries(value).map(([name, one]) => `${name}=${one === true ? 'yes' : 'no'}`)
  return meta('name', 'format-detection', parts.length === 0 ? undefined : parts.join(', '))
}

function itunes(value: unknown): Tag[] {
  const [id, argument] = [text(member(value, 'appId')), text(member(value, 'appArgument'))]
  if (id === undefined) return []
  return meta('name', 'apple-itunes-app', `app-id=${id}${argument === undefined ? '' : `, app-argument=${argument}`}`)
}

/** `true` is an app without details. */
function appleWebApp(value: unknown): Tag[] {
  if (value !== true && (typeof value !== 'object' || value === null)) return []
  return [
    ...(member(value, 'capable') === false ? [] : meta('name', 'mobile-web-app-capable', 'yes')),
    ...meta('name', 'apple-mobile-web-app-title', member(value, 'title')),
    ...list(member(value, 'startupImage')).flatMap((image) =>
      link('apple-touch-startup-image', member(image, 'url') ?? image, { media: member(image, 'media') }),
    ),
    ...meta('name', 'apple-mobile-web-app-status-bar-style', member(value, 'statusBarStyle') ?? 'default'),
  ]
}

function verification(value: unknown): Tag[] {
  const names: Record<string, string> = {
    google: 'google-site-verification',
    yahoo: 'y_key',
    yandex: 'yandex-verification',
    me: 'me',
  }
  const { other, ...known } = Object.fromEntries(entries(value))
  const all = [
    ...entries(known).flatMap(([name, one]) => (names[name] ? [[names[name], one] as const] : [])),
    ...entries(other),
  ]
  return all.flatMap(([name, one]) => list(one).flatMap((item) => meta('name', name, item)))
}

function absoluteUrl(value: unknown, base: unknown): unknown {
  const path = text(value)
  if (path === undefined || base === undefined || base === null) return path
  return URL.canParse(path, String(base)) ? new URL(path, String(base)).href : path
}
