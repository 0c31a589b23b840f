/** What the types know of an app's routes, and the props that follow from it. Types only. */
import type { ReactNode } from 'react'

/**
 * Filled by the file that `ferry typegen` writes; empty in an app without it, where every address is a `string`.
 *
 * @example
 * declare module 'ferry' {
 *   interface AppRoutes {
 *     pages: '/' | '/notes/[id]'
 *     layouts: { '/': never; '/dashboard': 'team' | 'analytics' }
 *     handlers: '/api/ping'
 *     hrefs: '/' | '/notes/[id]' | '/api/ping' | '/old-notes'
 *   }
 * }
 */
// biome-ignore lint/suspicious/noEmptyInterface: a type alias could not be filled from outside
export interface AppRoutes {}

/** What an app says under a name, or what holds as long as it says nothing. */
export type Said<Name extends string, Otherwise> = AppRoutes extends { readonly [N in Name]: infer Value }
  ? Value
  : Otherwise

/** Route of a page. Example: `/notes/[id]` */
export type PageRoute = Said<'pages', string>
export type HandlerRoute = Said<'handlers', string>
type Layouts = Said<'layouts', Readonly<Record<string, never>>>
/** Folder of a layout, groups left out. Example: `/dashboard` */
export type LayoutRoute = keyof Layouts & string

/** `/notes/[id]` → `{ id: string }`, `/docs/[...path]` → `{ path: string[] }`, `/[[...path]]` → `{ path?: string[] }` */
export type ParamsOf<Route extends string> = Flat<
  { [S in Segment<Route> as SingleName<S>]: string } & { [S in Segment<Route> as RestName<S>]: string[] } & {
    [S in Segment<Route> as OptionalName<S>]?: string[]
  }
>

/** Props of the page of a route. Global as `PageProps`. */
export interface PagePropsOf<Route extends string> {
  params: Promise<ParamsOf<Route>>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Props of a layout: `children`, and one for each slot beside them. Global as `LayoutProps`. */
export type LayoutPropsOf<Route extends LayoutRoute> = {
  params: Promise<ParamsOf<Route>>
  children: ReactNode
} & { [Slot in Layouts[Route] & string]: ReactNode }

/** Second argument of a route handler. Global as `RouteContext`. */
export interface RouteContextOf<Route extends string> {
  params: Promise<ParamsOf<Route>>
}

type Segment<Route extends string> = Route extends `${infer Head}/${infer Tail}` ? Head | Segment<Tail> : Route
type OptionalName<S extends string> = S extends `[[...${infer Name}]]` ? Name : never
type RestName<S extends string> = S extends `[[${string}` ? never : S extends `[...${infer Name}]` ? Name : never
type SingleName<S extends string> = S extends `[[${string}` | `[...${string}`
  ? never
  : S extends `[${infer Name}]`
    ? Name
    : never
type Flat<T> = { [K in keyof T]: T[K] }
