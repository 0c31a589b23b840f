/** `ferry`: types that belong to no one module. */
export type {
  AppRoutes,
  HandlerRoute,
  LayoutPropsOf,
  LayoutRoute,
  PagePropsOf,
  PageRoute,
  ParamsOf,
  RouteContextOf,
} from './protocol/app-routes.ts'
export type { Route } from './protocol/href.ts'
export type * as MetadataRoute from './server/metadata/metadata-output.ts'
export type { Metadata, ResolvedMetadata, ResolvingMetadata, Viewport } from './server/metadata/metadata-shape.ts'
