// What an app may import besides modules, and what the environment holds: `/// <reference types="ferry/env" />`.

/** What importing an image gives. Width and height are missing when the file does not say them. */
interface FerryImage {
  readonly src: string
  readonly width?: number
  readonly height?: number
}

declare module '*.module.css' {
  const classes: { readonly [name: string]: string }
  export default classes
}
declare module '*.css' {}

declare module '*.png' {
  const image: FerryImage
  export default image
}
declare module '*.jpg' {
  const image: FerryImage
  export default image
}
declare module '*.jpeg' {
  const image: FerryImage
  export default image
}
declare module '*.gif' {
  const image: FerryImage
  export default image
}
declare module '*.webp' {
  const image: FerryImage
  export default image
}
declare module '*.avif' {
  const image: FerryImage
  export default image
}
declare module '*.svg' {
  const image: FerryImage
  export default image
}
declare module '*.ico' {
  const image: FerryImage
  export default image
}
declare module '*.bmp' {
  const image: FerryImage
  export default image
}

declare module '*.woff' {
  const url: string
  export default url
}
declare module '*.woff2' {
  const url: string
  export default url
}
declare module '*.ttf' {
  const url: string
  export default url
}
declare module '*.otf' {
  const url: string
  export default url
}
declare module '*.mp3' {
  const url: string
  export default url
}
declare module '*.mp4' {
  const url: string
  export default url
}
declare module '*.webm' {
  const url: string
  export default url
}
declare module '*.pdf' {
  const url: string
  export default url
}
declare module '*.txt' {
  const url: string
  export default url
}

declare module 'server-only' {}
declare module 'client-only' {}

/** Props of the page of a route: `export default async function Page({ params }: PageProps<'/notes/[id]'>)`. */
type PageProps<Route extends import('ferry').PageRoute> = import('ferry').PagePropsOf<Route>
/** Props of the layout of a folder, slots included: `LayoutProps<'/dashboard'>`. */
type LayoutProps<Route extends import('ferry').LayoutRoute> = import('ferry').LayoutPropsOf<Route>
/** Second argument of a route handler: `RouteContext<'/api/notes/[id]'>`. */
type RouteContext<Route extends import('ferry').HandlerRoute> = import('ferry').RouteContextOf<Route>
