/** Which addresses are addresses of the app: the type of `href`. Types only. */
import type { Said } from './app-routes.ts'

/**
 * The type of an address. With the routes that `ferry typegen` wrote: a path of the app, with query and hash, or an
 * address with a scheme; a template string fills the parameters of a route. Without them: any string.
 *
 * @example
 * import type { Route } from 'ferry'
 *
 * const next: Route = `/notes/${id}`
 * <Link href={text as Route}>a string that only you know to be an address</Link>
 */
export type Route<Href extends string = Template<Known>> = [Known] extends [never] ? string : Typed<Href>

type Known = Said<'hrefs', never>
type StaticRoute = Known extends infer R ? (R extends `${string}[${string}` ? never : R) : never
type DynamicRoute = Exclude<Known, StaticRoute>
type External = `${'http' | 'https'}://${string}` | `${'mailto' | 'tel' | 'sms'}:${string}`
type Suffix = `?${string}` | `#${string}`

/** The plain routes stand for themselves, so that editors suggest them. */
type Typed<Href extends string> = StaticRoute | External | Suffix | Checked<Href>

type Checked<Href> = Href extends string
  ? string extends Href
    ? never
    : IsRoute<WithoutSlash<PathOf<Href>>> extends true
      ? Href
      : never
  : never

type PathOf<Href extends string> = Href extends `${infer Path}?${string}`
  ? PathOf<Path>
  : Href extends `${infer Path}#${string}`
    ? Path
    : Href
type WithoutSlash<Path extends string> = Path extends `${infer Before}/` ? (Before extends '' ? Path : Before) : Path

type IsRoute<Path extends string> = Path extends StaticRoute
  ? true
  : true extends FitsOne<Path, DynamicRoute>
    ? true
    : false

type FitsOne<Path extends string, Pattern extends string> = Pattern extends `/${infer Segments}`
  ? Path extends `/${infer Values}`
    ? Fits<Values, Segments>
    : false
  : false

/** Segment by segment: the type of `${id}` counts as one. */
type Fits<Values extends string, Segments extends string> = Segments extends `[[...${string}`
  ? true
  : Segments extends `[...${string}`
    ? IsFilled<Values>
    : Segments extends `${infer Segment}/${infer Rest}`
      ? Values extends `${infer Value}/${infer Others}`
        ? FitsSegment<Value, Segment> extends true
          ? Fits<Others, Rest>
          : false
        : Rest extends `[[...${string}`
          ? FitsSegment<Values, Segment>
          : false
      : Values extends `${string}/${string}`
        ? false
        : FitsSegment<Values, Segments>

type FitsSegment<Value extends string, Segment extends string> = Segment extends `[${string}`
  ? IsFilled<Value>
  : Value extends Segment
    ? true
    : false

type IsFilled<Value extends string> = Value extends '' ? false : true

/** The address of any route, as closely as one type says it: `/notes/${string}`. */
type Template<Pattern extends string> = Pattern extends `${infer Before}/[[...${string}]]`
  ? (Template<Before> extends '' ? '/' : Template<Before>) | `${Template<Before>}/${string}`
  : Pattern extends `${infer Before}[${string}]${infer After}`
    ? `${Before}${string}${Template<After>}`
    : Pattern
