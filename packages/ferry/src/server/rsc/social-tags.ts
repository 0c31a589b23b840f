/** What a page says to those who share it: Open Graph (https://ogp.me), Twitter cards, Facebook, Pinterest, app links. */
import { entries, list, member, meta, snake, type Tag, text } from './head-tag.ts'
import type { Fields } from './metadata-source.ts'

type ResolveUrl = (value: unknown) => unknown

/** Open Graph takes title and description of the page where it has none; a Twitter card takes them, and images, of both. */
export function socialTags(fields: Fields, url: ResolveUrl): Tag[] {
  const own = isObject(fields.openGraph) ? fields.openGraph : null
  const graph = own && {
    ...own,
    title: title(own.title) ?? fields.title,
    description: own.description ?? fields.description,
  }
  return [
    ...(graph ? openGraph(graph, url) : []),
    ...twitter(cardOf(fields, graph), url),
    ...facebook(fields.facebook),
    ...meta('name', 'pinterest-rich-pin', member(fields.pinterest, 'richPin')),
    ...appLinks(fields.appLinks),
  ]
}

const NAMES: Readonly<Record<string, string>> = {
  alternateLocale: 'og:locale:alternate',
  emails: 'og:email',
  phoneNumbers: 'og:phone_number',
  faxNumbers: 'og:fax_number',
}
const GENERAL = /^(?:type|title|description|determiner|siteName|locale|countryName|ttl)$/

function openGraph(graph: Fields, url: ResolveUrl): Tag[] {
  // Of an article: `article:published_time`, and so on.
  const kind = /^(article|book|profile|music|video)(?:\.|$)/.exec(text(graph.type) ?? '')?.[1] ?? 'og'
  return entries(graph).flatMap(([name, value]) => {
    if (name === 'url') return meta('property', 'og:url', url(value))
    if (name === 'images' || name === 'videos' || name === 'audio') {
      return list(value).flatMap((item) => media('property', `og:${singular(name)}`, item, url))
    }
    const property = NAMES[name] ?? `${GENERAL.test(name) ? 'og' : kind}:${snake(singular(name))}`
    return list(value).flatMap((item) => media('property', property, item, (one) => one))
  })
}

/** A URL, or an object with details of what is there. */
function media(attribute: 'name' | 'property', name: string, item: unknown, url: ResolveUrl): Tag[] {
  if (!isObject(item)) return meta(attribute, name, url(item))
  return entries(item).flatMap(([key, value]) =>
    meta(attribute, key === 'url' ? name : `${name}:${snake(key)}`, key === 'url' ? url(value) : value),
  )
}

function cardOf(fields: Fields, graph: Fields | null): Fields | null {
  const own = isObject(fields.twitter) ? fields.twitter : null
  if (!own && !graph) return null
  const images = own?.images ?? graph?.images
  return {
    card: list(images).length > 0 ? 'summary_large_image' : 'summary',
    ...own,
    title: title(own?.title) ?? graph?.title ?? fields.title,
    description: own?.description ?? graph?.description ?? fields.description,
    images,
  }
}

function twitter(card: Fields | null, url: ResolveUrl): Tag[] {
  return entries(card).flatMap(([name, value]) => {
    if (name === 'images') return list(value).flatMap((item) => media('name', 'twitter:image', item, url))
    if (name === 'siteId' || name === 'creatorId') return meta('name', `twitter:${name.slice(0, -2)}:id`, value)
    if (name === 'players') return list(value).flatMap((player) => playerTags(player, url))
    if (name === 'app') return appTags(value)
    return meta('name', `twitter:${snake(name)}`, value)
  })
}

function playerTags(player: unknown, url: ResolveUrl): Tag[] {
  return [
    ...meta('name', 'twitter:player', url(member(player, 'playerUrl'))),
    ...meta('name', 'twitter:player:stream', url(member(player, 'streamUrl'))),
    ...meta('name', 'twitter:player:width', member(player, 'width')),
    ...meta('name', 'twitter:player:height', member(player, 'height')),
  ]
}

function appTags(app: unknown): Tag[] {
  return ['iphone', 'ipad', 'googleplay'].flatMap((store) => [
    ...meta('name', `twitter:app:name:${store}`, member(app, 'name')),
    ...meta('name', `twitter:app:id:${store}`, member(member(app, 'id'), store)),
    ...meta('name', `twitter:app:url:${store}`, member(member(app, 'url'), store)),
  ])
}

function facebook(value: unknown): Tag[] {
  const admins = list(member(value, 'admins')).flatMap((admin) => meta('property', 'fb:admins', admin))
  return [...meta('property', 'fb:app_id', member(value, 'appId')), ...admins]
}

/** https://developers.facebook.com/docs/applinks */
function appLinks(value: unknown): Tag[] {
  return entries(value).flatMap(([platform, links]) =>
    list(links).flatMap((one) =>
      entries(one).flatMap(([name, detail]) => meta('property', `al:${platform}:${snake(name)}`, detail)),
    ),
  )
}

function title(value: unknown): unknown {
  return isObject(value) ? (value.absolute ?? value.default) : value
}

/** `images` → `image`, `series` is one. */
function singular(name: string): string {
  return name === 'series' ? name : name.replace(/s$/, '')
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !(value instanceof URL) && !(value instanceof Date)
}
