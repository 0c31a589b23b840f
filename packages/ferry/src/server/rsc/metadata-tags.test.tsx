import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { headTags } from './metadata-tags.tsx'

/** The tags of a head, one a line. */
function markup(metadata: Record<string, unknown>, viewport: Record<string, unknown> = {}): string[] {
  return renderToStaticMarkup(headTags(metadata, viewport))
    .replaceAll('/><', '/>\n<')
    .split('\n')
    .filter((line) => line !== '')
}

const base = new URL('https://shop.test/docs/')

describe('metadata', () => {
  test('that says nothing has no tags', () => {
    expect(headTags({}, {})).toBeNull()
  })

  test.each<[string, Record<string, unknown>, string[]]>([
    ['title', { title: 'Cart & more' }, ['<title>Cart &amp; more</title>']],
    ['description', { description: 'All "sundry"' }, ['<meta name="description" content="All &quot;sundry&quot;"/>']],
    ['application name', { applicationName: 'Shop' }, ['<meta name="application-name" content="Shop"/>']],
    ['keywords', { keywords: ['a', 'b'] }, ['<meta name="keywords" content="a,b"/>']],
    ['keywords as text', { keywords: 'a, b' }, ['<meta name="keywords" content="a, b"/>']],
    ['an author', { authors: { name: 'Ada' } }, ['<meta name="author" content="Ada"/>']],
    [
      'authors',
      { authors: [{ name: 'Ada' }, { name: 'Bob' }, { url: 'https://nameless.test' }] },
      ['<meta name="author" content="Ada"/>', '<meta name="author" content="Bob"/>'],
    ],
    ['robots as text', { robots: 'noindex' }, ['<meta name="robots" content="noindex"/>']],
    [
      'robots',
      { robots: { index: false, follow: true, 'max-snippet': 20, googleBot: { index: true } } },
      ['<meta name="robots" content="noindex, follow, max-snippet:20"/>'],
    ],
    [
      'names of its own',
      { other: { rating: 'general', 'fb:admins': [1, 2], missing: null } },
      [
        '<meta name="rating" content="general"/>',
        '<meta name="fb:admins" content="1"/>',
        '<meta name="fb:admins" content="2"/>',
      ],
    ],
    ['what cannot be written', { description: { text: 'x' }, keywords: () => 'a' }, []],
  ])('%s', (_, metadata, tags) => {
    expect(markup(metadata)).toEqual(tags)
  })

  test.each<[string, Record<string, unknown>, string[]]>([
    [
      'canonical and other languages',
      { alternates: { canonical: '/cart', languages: { de: '/de/cart', fr: 'https://boutique.test/cart' } } },
      [
        '<link rel="canonical" href="https://shop.test/cart"/>',
        '<link rel="alternate" href="https://shop.test/de/cart" hrefLang="de"/>',
        '<link rel="alternate" href="https://boutique.test/cart" hrefLang="fr"/>',
      ],
    ],
    [
      'a relative URL starts at the base',
      { manifest: 'app.json' },
      ['<link rel="manifest" href="https://shop.test/docs/app.json"/>'],
    ],
    [
      'one that is none stays as it is',
      { alternates: { canonical: 'http://[' } },
      ['<link rel="canonical" href="http://["/>'],
    ],
    ['one icon', { icons: '/icon.png' }, ['<link rel="icon" href="https://shop.test/icon.png"/>']],
    [
      'icons of one kind',
      { icons: ['/a.png', new URL('https://cdn.test/b.png')] },
      ['<link rel="icon" href="https://shop.test/a.png"/>', '<link rel="icon" href="https://cdn.test/b.png"/>'],
    ],
    [
      'icons of each kind',
      {
        icons: {
          icon: [{ url: '/a.svg', type: 'image/svg+xml', sizes: 'any' }, { sizes: '16x16' }],
          shortcut: '/b.ico',
          apple: { url: '/c.png', media: '(min-width: 1px)', color: 'red' },
          other: { rel: 'mask-icon', url: '/d.svg' },
        },
      },
      [
        '<link rel="icon" href="https://shop.test/a.svg" type="image/svg+xml" sizes="any"/>',
        '<link rel="shortcut icon" href="https://shop.test/b.ico"/>',
        '<link rel="apple-touch-icon" href="https://shop.test/c.png" media="(min-width: 1px)"/>',
        '<link rel="mask-icon" href="https://shop.test/d.svg"/>',
      ],
    ],
    [
      'Open Graph',
      {
        openGraph: {
          title: 'Cart',
          siteName: 'Shop',
          url: '/cart',
          locale: undefined,
          alternateLocale: ['de', 'fr'],
          images: [
            '/a.png',
            { url: new URL('https://cdn.test/b.png'), width: 20, secureUrl: 'https://cdn.test/b.png' },
          ],
          videos: '/film.mp4',
        },
      },
      [
        '<meta property="og:title" content="Cart"/>',
        '<meta property="og:site_name" content="Shop"/>',
        '<meta property="og:url" content="https://shop.test/cart"/>',
        '<meta property="og:alternate_locale" content="de"/>',
        '<meta property="og:alternate_locale" content="fr"/>',
        '<meta property="og:image" content="https://shop.test/a.png"/>',
        '<meta property="og:image" content="https://cdn.test/b.png"/>',
        '<meta property="og:image:width" content="20"/>',
        '<meta property="og:image:secure_url" content="https://cdn.test/b.png"/>',
        '<meta property="og:video" content="https://shop.test/film.mp4"/>',
      ],
    ],
    [
      'a date',
      { openGraph: { publishedTime: new Date(0) } },
      ['<meta property="og:published_time" content="1970-01-01T00:00:00.000Z"/>'],
    ],
    [
      'Twitter',
      { twitter: { card: 'summary', images: ['/a.png', { url: '/b.png' }] } },
      [
        '<meta name="twitter:card" content="summary"/>',
        '<meta name="twitter:image" content="https://shop.test/a.png"/>',
        '<meta name="twitter:image" content="https://shop.test/b.png"/>',
      ],
    ],
  ])('URLs are absolute: %s', (_, metadata, tags) => {
    expect(markup({ metadataBase: base, ...metadata })).toEqual(tags)
  })

  test('without a base, a URL is what was written', () => {
    expect(markup({ alternates: { canonical: '/cart' } })).toEqual(['<link rel="canonical" href="/cart"/>'])
  })
})

describe('viewport', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    [
      'what is not said is as wide as the device',
      { maximumScale: 1, userScalable: false, interactiveWidget: 'resizes-visual', height: undefined },
      [
        '<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1, user-scalable=no, interactive-widget=resizes-visual"/>',
      ],
    ],
    [
      'yes and no',
      { width: 320, userScalable: true },
      ['<meta name="viewport" content="width=320, initial-scale=1, user-scalable=yes"/>'],
    ],
    ['color scheme', { colorScheme: 'dark' }, ['<meta name="color-scheme" content="dark"/>']],
    ['a theme color', { themeColor: '#fff' }, ['<meta name="theme-color" content="#fff"/>']],
    [
      'theme colors',
      { themeColor: [{ color: 'black', media: '(prefers-color-scheme: dark)' }, { color: 'white' }] },
      [
        '<meta name="theme-color" content="black" media="(prefers-color-scheme: dark)"/>',
        '<meta name="theme-color" content="white"/>',
      ],
    ],
  ])('%s', (_, viewport, tags) => {
    expect(markup({}, viewport)).toEqual(tags)
  })
})
