/** `ferry/navigation` */
export {
  forbidden,
  notFound,
  permanentRedirect,
  RedirectType,
  redirect,
  unauthorized,
  unstable_rethrow,
} from './shell/interrupts.ts'
export {
  useParams,
  usePathname,
  useRouter,
  useSearchParams,
  useSelectedLayoutSegment,
  useSelectedLayoutSegments,
} from './shell/navigation-hooks.ts'
export type { NavigateOptions, NavigationTarget, RouterApi } from './shell/segment-context.ts'
export { type Blocker, useBlocker } from './shell/use-blocker.ts'
