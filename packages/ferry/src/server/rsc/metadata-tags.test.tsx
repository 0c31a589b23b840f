import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { headTags } from './metadata-tags.tsx'

/** The tags of a head, one a line. */
function markup(metadata: Record<string, unknown>, viewport: Record<string, unknown> = {}): string[] {
  return renderToStaticMarkup(headTags(metadata, viewport))
    .replaceAll(/(\/|<\/title)></g, '$1>\n<')
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
      [
        '<meta name="author" content="Ada"/>',
        '<meta name="author" content="Bob"/>',
        '<link rel="author" href="https://nameless.test"/>',
      ],
    ],
    ['robots as text', { robots: 'noindex' }, ['<meta name="robots" content="noindex"/>']],
    [
      'robots',
      { robots: { index: false, follow: true, nocache: false, 'max-snippet': 20, googleBot: { index: true } } },
      ['<meta name="robots" content="noindex, follow, max-snippet:20"/>', '<meta name="googlebot" content="index"/>'],
    ],
    [
      'robots of one engine',
      { robots: { googleBot: 'noimageindex' } },
      ['<meta name="googlebot" content="noimageindex"/>'],
    ],
    [
      'who made it',
      {
        generator: 'Ferry',
        referrer: 'origin',
        creator: 'C',
        publisher: 'P',
        category: 'k',
        abstract: 'a',
        classification: 'l',
      },
      [
        '<meta name="generator" content="Ferry"/>',
        '<meta name="referrer" content="origin"/>',
        '<meta name="creator" content="C"/>',
        '<meta name="publisher" content="P"/>',
        '<meta name="category" content="k"/>',
        '<meta name="abstract" content="a"/>',
        '<meta name="classification" content="l"/>',
      ],
    ],
    [
      'format detection',
      { formatDetection: { telephone: false, email: true } },
      ['<meta name="format-detection" content="telephone=no, email=yes"/>'],
    ],
    [
      'verification',
      {
        verification: {
          google: 'g',
          yahoo: 'y',
          yandex: 'x',
          me: ['m', 'n'],
          other: { 'domain-verification': ['a', 'b'] },
        },
      },
      [
        '<meta name="google-site-verification" content="g"/>',
        '<meta name="y_key" content="y"/>',
        '<meta name="yandex-verification" content="x"/>',
        '<meta name="me" content="m"/>',
        '<meta name="me" content="n"/>',
        '<meta name="domain-verification" content="a"/>',
        '<meta name="domain-verification" content="b"/>',
      ],
    ],
    [
      'an app in a store of Apple',
      { itunes: { appId: '1', appArgument: 'x://y' } },
      ['<meta name="apple-itunes-app" content="app-id=1, app-argument=x://y"/>'],
    ],
    [
      'a web app of Apple',
      {
        appleWebApp: {
          title: 'Shop',
          statusBarStyle: 'black',
          startupImage: ['/a.png', { url: '/b.png', media: 'print' }],
        },
      },
      [
        '<meta name="mobile-web-app-capable" content="yes"/>',
        '<meta name="apple-mobile-web-app-title" content="Shop"/>',
        '<link rel="apple-touch-startup-image" href="/a.png"/>',
        '<link rel="apple-touch-startup-image" href="/b.png" media="print"/>',
        '<meta name="apple-mobile-web-app-status-bar-style" content="black"/>',
      ],
    ],
    [
      'one without details',
      { appleWebApp: true },
      [
        '<meta name="mobile-web-app-capable" content="yes"/>',
        '<meta name="apple-mobile-web-app-status-bar-style" content="default"/>',
      ],
    ],
    [
      'Facebook and Pinterest',
      { facebook: { appId: '7', admins: ['8', '9'] }, pinterest: { richPin: true } },
      [
        '<meta property="fb:app_id" content="7"/>',
        '<meta property="fb:admins" content="8"/>',
        '<meta property="fb:admins" content="9"/>',
        '<meta name="pinterest-rich-pin" content="true"/>',
      ],
    ],
    [
      'app links',
      {
        appLinks: {
          ios: { url: 'shop://x', appStoreId: '1' },
          android: [{ package: 'test.shop' }],
          web: { shouldFallback: true },
        },
      },
      [
        '<meta property="al:ios:url" content="shop://x"/>',
        '<meta property="al:ios:app_store_id" content="1"/>',
        '<meta property="al:android:package" content="test.shop"/>',
        '<meta property="al:web:should_fallback" content="true"/>',
      ],
    ],
    [
      'links',
      { archives: '/old', assets: ['/a'], bookmarks: ['/b', '/c'], pagination: { previous: '/1', next: '/3' } },
      [
        '<link rel="archives" href="/old"/>',
        '<link rel="assets" href="/a"/>',
        '<link rel="bookmarks" href="/b"/>',
        '<link rel="bookmarks" href="/c"/>',
        '<link rel="prev" href="/1"/>',
        '<link rel="next" href="/3"/>',
      ],
    ],
    [
      'the page’s title and description are those of whoever shares it',
      { title: 'Cart', description: 'All of it', openGraph: { type: 'website' } },
      [
        '<title>Cart</title>',
        '<meta name="description" content="All of it"/>',
        '<meta property="og:type" content="website"/>',
        '<meta property="og:title" content="Cart"/>',
        '<meta property="og:description" content="All of it"/>',
        '<meta name="twitter:card" content="summary"/>',
        '<meta name="twitter:title" content="Cart"/>',
        '<meta name="twitter:description" content="All of it"/>',
      ],
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
      {
        alternates: {
          canonical: '/cart',
          languages: { de: '/de/cart', fr: [{ url: 'https://boutique.test/cart', title: 'Panier' }] },
          media: { print: '/print' },
          types: { 'application/rss+xml': [{ url: '/rss', title: 'News' }] },
        },
      },
      [
        '<link rel="canonical" href="https://shop.test/cart"/>',
        '<link rel="alternate" href="https://shop.test/de/cart" hrefLang="de"/>',
        '<link rel="alternate" href="https://boutique.test/cart" hrefLang="fr" title="Panier"/>',
        '<link rel="alternate" href="https://shop.test/print" media="print"/>',
        '<link rel="alternate" href="https://shop.test/rss" type="application/rss+xml" title="News"/>',
      ],
    ],
    [
      'a relative URL starts at the base',
      { pagination: { next: 'more' } },
      ['<link rel="next" href="https://shop.test/docs/more"/>'],
    ],
    [
      'one that is none stays as it is',
      { alternates: { canonical: 'http://[' } },
      ['<link rel="canonical" href="http://["/>'],
    ],
    ['not that of the manifest', { manifest: '/app.json' }, ['<link rel="manifest" href="/app.json"/>']],
    ['nor of one icon', { icons: '/icon.png' }, ['<link rel="icon" href="/icon.png"/>']],
    [
      'icons of one kind',
      { icons: ['/a.png', new URL('https://cdn.test/b.png')] },
      ['<link rel="icon" href="/a.png"/>', '<link rel="icon" href="https://cdn.test/b.png"/>'],
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
        '<link rel="icon" href="/a.svg" type="image/svg+xml" sizes="any"/>',
        '<link rel="shortcut icon" href="/b.ico"/>',
        '<link rel="apple-touch-icon" href="/c.png" media="(min-width: 1px)" color="red"/>',
        '<link rel="mask-icon" href="/d.svg"/>',
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
        '<meta property="og:locale:alternate" content="de"/>',
        '<meta property="og:locale:alternate" content="fr"/>',
        '<meta property="og:image" content="https://shop.test/a.png"/>',
        '<meta property="og:image" content="https://cdn.test/b.png"/>',
        '<meta property="og:image:width" content="20"/>',
        '<meta property="og:image:secure_url" content="https://cdn.test/b.png"/>',
        '<meta property="og:video" content="https://shop.test/film.mp4"/>',
        '<meta name="twitter:card" content="summary_large_image"/>',
        '<meta name="twitter:title" content="Cart"/>',
        '<meta name="twitter:image" content="https://shop.test/a.png"/>',
        '<meta name="twitter:image" content="https://cdn.test/b.png"/>',
        '<meta name="twitter:image:width" content="20"/>',
        '<meta name="twitter:image:secure_url" content="https://cdn.test/b.png"/>',
      ],
    ],
    [
      'an article, with a date',
      { openGraph: { type: 'article', publishedTime: new Date(0), authors: ['Ada', 'Bob'], section: 'x', tags: 't' } },
      [
        '<meta property="og:type" content="article"/>',
        '<meta property="article:published_time" content="1970-01-01T00:00:00.000Z"/>',
        '<meta property="article:author" content="Ada"/>',
        '<meta property="article:author" content="Bob"/>',
        '<meta property="article:section" content="x"/>',
        '<meta property="article:tag" content="t"/>',
        '<meta name="twitter:card" content="summary"/>',
      ],
    ],
    [
      'a film',
      {
        openGraph: {
          type: 'video.movie',
          actors: [{ url: 'https://a.test', role: 'Ada' }],
          releaseDate: '2020',
          emails: 'e',
        },
        twitter: { card: 'player' },
      },
      [
        '<meta property="og:type" content="video.movie"/>',
        '<meta property="video:actor" content="https://a.test"/>',
        '<meta property="video:actor:role" content="Ada"/>',
        '<meta property="video:release_date" content="2020"/>',
        '<meta property="og:email" content="e"/>',
        '<meta name="twitter:card" content="player"/>',
      ],
    ],
    [
      'Twitter',
      {
        twitter: {
          card: 'summary',
          site: '@a',
          siteId: '1',
          creatorId: '2',
          players: { playerUrl: '/p', streamUrl: '/s', width: 1, height: 2 },
          app: { name: 'App', id: { iphone: '3' }, url: { googleplay: 'x://y' } },
          images: ['/a.png', { url: '/b.png', alt: 'B' }],
        },
      },
      [
        '<meta name="twitter:card" content="summary"/>',
        '<meta name="twitter:site" content="@a"/>',
        '<meta name="twitter:site:id" content="1"/>',
        '<meta name="twitter:creator:id" content="2"/>',
        '<meta name="twitter:player" content="https://shop.test/p"/>',
        '<meta name="twitter:player:stream" content="https://shop.test/s"/>',
        '<meta name="twitter:player:width" content="1"/>',
        '<meta name="twitter:player:height" content="2"/>',
        '<meta name="twitter:app:name:iphone" content="App"/>',
        '<meta name="twitter:app:id:iphone" content="3"/>',
        '<meta name="twitter:app:name:ipad" content="App"/>',
        '<meta name="twitter:app:name:googleplay" content="App"/>',
        '<meta name="twitter:app:url:googleplay" content="x://y"/>',
        '<meta name="twitter:image" content="https://shop.test/a.png"/>',
        '<meta name="twitter:image" content="https://shop.test/b.png"/>',
        '<meta name="twitter:image:alt" content="B"/>',
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
