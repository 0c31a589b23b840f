/** Merged metadata → the tags of the head. React moves them there from wherever they stand. */
import { createElement, type ReactNode } from 'react'
import type { Fields } from './metadata-source.ts'

type Tag = readonly [type: 'title' | 'meta' | 'link', props: Readonly<Record<string, string>>]

/** null when there is nothing to say. Encoding and the usual viewport stand in every document already. */
export function headTags(metadata: Fields, viewport: Fields): ReactNode {
  const tags = [...viewportTags(viewport), ...metadataTags(metadata)]
  if (tags.length === 0) return null
  return tags.map(([type, props], index) => createElement(type, { key: index, ...props }))
}

function metadataTags(fields: Fields): Tag[] {
  const base = fields.metadataBase
  const url = (value: unknown) => absoluteUrl(value, base)
  const tags: Tag[] = []
  if (typeof fields.title === 'string') tags.push(['title', { children: fields.title }])
  for (const name of ['description', 'generator', 'referrer', 'creator', 'publisher', 'category']) {
    tags.push(...meta('name', name, fields[name]))
  }
  tags.push(...meta('name', 'application-name', fields.applicationName))
  tags.push(...meta('name', 'keywords', Array.isArray(fields.keywords) ? fields.keywords.join(',') : fields.keywords))
  for (const author of list(fields.authors)) tags.push(...meta('name', 'author', member(author, 'name')))
  tags.push(...meta('name', 'robots', robots(fields.robots)))
  tags.push(...link('canonical', url(member(fields.alternates, 'canonical'))))
  for (const [language, href] of entries(member(fields.alternates, 'languages'))) {
    for (const [type, props] of link('alternate', url(href))) tags.push([type, { ...props, hrefLang: language }])
  }
  tags.push(...link('manifest', url(fields.manifest)))
  tags.push(...openGraph(fields.openGraph, url), ...twitter(fields.twitter, url), ...icons(fields.icons, url))
  for (const [name, value] of entries(fields.other)) {
    for (const one of list(value)) tags.push(...meta('name', name, one))
  }
  return tags
}

function viewportTags(viewport: Fields): Tag[] {
  const { themeColor, colorScheme, ...own } = viewport
  const tags = meta('name', 'color-scheme', colorScheme)
  if (Object.keys(own).length > 0) {
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

function openGraph(value: unknown, url: (value: unknown) => unknown): Tag[] {
  const tags: Tag[] = []
  for (const [name, one] of entries(value)) {
    if (name === 'images' || name === 'videos' || name === 'audio') {
      for (const item of list(one)) tags.push(...media(`og:${name.replace(/s$/, '')}`, item, url))
    } else if (name === 'url') tags.push(...meta('property', 'og:url', url(one)))
    else for (const item of list(one)) tags.push(...meta('property', `og:${snake(name)}`, item))
  }
  return tags
}

function media(name: string, item: unknown, url: (value: unknown) => unknown): Tag[] {
  if (typeof item === 'string' || item instanceof URL) return meta('property', name, url(item))
  return entries(item).flatMap(([key, value]) =>
    meta('property', key === 'url' ? name : `${name}:${snake(key)}`, key === 'url' ? url(value) : value),
  )
}

function twitter(value: unknown, url: (value: unknown) => unknown): Tag[] {
  return entries(value).flatMap(([name, one]) => {
    if (name !== 'images') return meta('name', `twitter:${snake(name)}`, one)
    return list(one).flatMap((item) => meta('name', 'twitter:image', url(member(item, 'url') ?? item)))
  })
}

function icons(value: unknown, url: (value: unknown) => unknown): Tag[] {
  if (typeof value === 'string' || Array.isArray(value) || value instanceof URL) return icons({ icon: value }, url)
  const rels: Record<string, string> = { icon: 'icon', shortcut: 'shortcut icon', apple: 'apple-touch-icon' }
  return entries(value).flatMap(([name, one]) =>
    list(one).flatMap((item) => {
      const [tag] = link(text(member(item, 'rel')) ?? rels[name] ?? name, url(member(item, 'url') ?? item))
      if (!tag) return []
      const extra = entries(item).flatMap(([key, detail]) => {
        const known = key === 'sizes' || key === 'type' || key === 'media'
        const content = text(detail)
        return known && content !== undefined ? [[key, content]] : []
      })
      return [[tag[0], { ...tag[1], ...Object.fromEntries(extra) }] as Tag]
    }),
  )
}

function robots(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return entries(value)
    .filter(([name]) => name !== 'googleBot')
    .map(([name, one]) => (one === true ? name : one === false ? `no${name}` : `${kebab(name)}:${one}`))
    .join(', ')
}

function meta(attribute: 'name' | 'property', name: string, value: unknown): Tag[] {
  const content = text(value)
  return content === undefined ? [] : [['meta', { [attribute]: name, content }]]
}

function link(rel: string, value: unknown): Tag[] {
  const href = text(value)
  return href === undefined ? [] : [['link', { rel, href }]]
}

function absoluteUrl(value: unknown, base: unknown): unknown {
  const path = text(value)
  if (path === undefined || base === undefined || base === null) return path
  return URL.canParse(path, String(base)) ? new URL(path, String(base)).href : path
}

function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean' || value instanceof URL) return String(value)
  return value instanceof Date ? value.toISOString() : undefined
}

function list(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]
}

function entries(value: unknown): [string, unknown][] {
  const isPlain = typeof value === 'object' && value !== null && !(value instanceof URL) && !Array.isArray(value)
  return isPlain ? Object.entries(value).filter(([, one]) => one !== undefined && one !== null) : []
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Fields)[name] : undefined
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
