/** sitemap.xml (https://www.sitemaps.org/protocol.html). */
import { escapeHtml } from '../error-document.ts'
import type { Sitemap, SitemapEntry, SitemapVideo } from './metadata-output.ts'

export function writeSitemap(entries: Sitemap): string {
  const spaces = [
    ['', 'http://www.sitemaps.org/schemas/sitemap/0.9', true],
    [':xhtml', 'http://www.w3.org/1999/xhtml', entries.some(({ alternates }) => alternates?.languages)],
    [':image', 'http://www.google.com/schemas/sitemap-image/1.1', entries.some(({ images }) => images?.length)],
    [':video', 'http://www.google.com/schemas/sitemap-video/1.1', entries.some(({ videos }) => videos?.length)],
  ].flatMap(([name, url, isUsed]) => (isUsed ? [` xmlns${name}="${url}"`] : []))
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', `<urlset${spaces.join('')}>`, ...entries.flatMap(writeEntry)]
  return `${lines.join('\n')}\n</urlset>\n`
}

function writeEntry(entry: SitemapEntry): string[] {
  const { url, lastModified, changeFrequency, priority, alternates, images = [], videos = [] } = entry
  const modified = lastModified instanceof Date ? lastModified.toISOString() : lastModified
  return [
    '<url>',
    ...element('loc', url),
    ...Object.entries(alternates?.languages ?? {}).flatMap(([language, href]) =>
      href === undefined
        ? []
        : [`<xhtml:link rel="alternate" hreflang="${escapeHtml(language)}" href="${escapeHtml(href)}"/>`],
    ),
    ...images.map((image) => `<image:image>${element('image:loc', image).join('')}</image:image>`),
    ...videos.map(writeVideo),
    ...element('lastmod', modified),
    ...element('changefreq', changeFrequency),
    ...element('priority', priority),
    '</url>',
  ]
}

function writeVideo(video: SitemapVideo): string {
  const parts = Object.entries(video).flatMap(([name, value]) => {
    if (!/^[a-z_]+$/.test(name)) return []
    if (typeof value !== 'object' || value === null || value instanceof Date) return element(`video:${name}`, value)
    const { content, ...attributes } = value as Record<string, unknown>
    const written = Object.entries(attributes).map(([key, one]) => ` ${key}="${escapeHtml(String(one))}"`)
    return [`<video:${name}${written.join('')}>${escapeHtml(String(content ?? ''))}</video:${name}>`]
  })
  return `<video:video>${parts.join('')}</video:video>`
}

function element(name: string, value: unknown): string[] {
  if (value === undefined || value === null) return []
  const text = value instanceof Date ? value.toISOString() : String(value)
  return [`<${name}>${escapeHtml(text)}</${name}>`]
}
