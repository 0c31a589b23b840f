/** A route with its modules loaded: everything about it that is the same for every request. */
import type { ReactNode } from 'react'
import type { PatternSegment, RouteNode, SegmentFile } from '../../protocol/route-table.ts'
import { type FileOptions, fileSource } from './file-metadata.ts'
import { type MetadataSource, metadataSource, saysViewport, viewportSource } from './metadata-source.ts'
import { defaultComponent, loadRouteModule, type RouteComponent, type RouteModule } from './route-modules.ts'
import { type RouteConfig, readRouteConfig } from './segment-config.ts'
import { styleLinks } from './style-links.tsx'

/** One folder of the route. */
export interface SegmentPlan {
  readonly name: string
  /** The folders down to this one. Names its boundaries. Example: `shop/[id]` */
  readonly folder: string
  /** The folder of the root layout: its boundary shows what no other does. */
  readonly isOutermost: boolean
  /** See RouteNode. */
  readonly pattern: readonly PatternSegment[] | undefined
  readonly isIntercepting: boolean
  /** Of a slot, or of `children` beside one: it has no page for the URL; see SegmentTree. */
  readonly unmatched: 'default' | 'empty' | undefined
  readonly components: Readonly<Partial<Record<SegmentFile, RouteComponent>>>
  /** Links to the style sheets of the folder's files; null when there are none. */
  readonly styles: ReactNode
  readonly pageStyles: ReactNode
  readonly slots: readonly (readonly [slot: string, plan: SegmentPlan])[]
  /** Names of the slots but `children`. */
  readonly besideChildren: readonly string[]
}

export interface RoutePlan {
  readonly root: SegmentPlan
  /** Takes the place of the whole document when the root layout fails. */
  readonly globalError: RouteComponent | null
  /** Outermost first. */
  readonly metadata: readonly MetadataSource[]
  readonly viewport: readonly MetadataSource[]
  /** The page says, or may say, how wide it is: the usual viewport gives way. */
  readonly hasOwnViewport: boolean
  readonly config: RouteConfig
  /** A slot has neither a page for the URL nor a default: no document can be made of it. */
  readonly isIncomplete: boolean
  /** A `loading` file stands for the page while it is on its way. */
  readonly hasLoading: boolean
}

export interface PlanOptions extends FileOptions {
  readonly routeStyles: Readonly<Record<string, readonly string[]>>
  readonly assetPath: string
  /** The file, when the app has one. */
  readonly globalError: string | undefined
}

/** What stands where a page would: `not-found` is the folder's file of that name, `global-not-found` a whole document. */
export type PlanContent = 'page' | 'not-found' | 'global-not-found'

const COMPONENT_FILES: readonly SegmentFile[] = [
  'layout',
  'template',
  'loading',
  'error',
  'not-found',
  'forbidden',
  'unauthorized',
  'page',
  'default',
]

/** @param tree from the root folder to the page */
export async function planRoute(tree: RouteNode, content: PlanContent, options: PlanOptions): Promise<RoutePlan> {
  const metadata: MetadataSource[] = []
  const viewport: MetadataSource[] = []
  const config: ConfigFile[] = []
  const head = { metadata, viewport, config }
  const root = await planSegment(tree, '', { ...options, content, head, hasLayout: false })
  if (content === 'global-not-found') metadata.unshift(GLOBAL_NOT_FOUND_METADATA)
  const { globalError: file } = options
  const globalError = file === undefined ? null : defaultComponent(await loadRouteModule(file), file)
  const hasOwnViewport = viewport.some(saysViewport)
  return {
    root,
    globalError,
    metadata,
    viewport,
    hasOwnViewport,
    config: readRouteConfig(config),
    isIncomplete: isIncomplete(root),
    hasLoading: hasLoading(root),
  }
}

function hasLoading({ components, slots }: SegmentPlan): boolean {
  return components.loading !== undefined || slots.some(([slot, plan]) => slot === 'children' && hasLoading(plan))
}

function isIncomplete({ unmatched, slots }: SegmentPlan): boolean {
  return unmatched === 'empty' || slots.some(([, plan]) => isIncomplete(plan))
}

interface SegmentOptions extends PlanOptions {
  readonly content: PlanContent
  /** One of the folders around has a layout. */
  readonly hasLayout: boolean
  /** Collects what says something of the page; null in slots beside it. */
  readonly head: { metadata: MetadataSource[]; viewport: MetadataSource[]; config: ConfigFile[] } | null
}

interface ConfigFile {
  readonly file: string
  readonly module: RouteModule
}

async function planSegment(node: RouteNode, folder: string, options: SegmentOptions): Promise<SegmentPlan> {
  const contentFile = options.content === 'not-found' ? 'not-found' : 'page'
  const hasLayout = options.hasLayout || node.files.layout !== undefined
  const components: Partial<Record<SegmentFile, RouteComponent>> = {}
  const own: string[] = []
  const page: string[] = []
  for (const kind of COMPONENT_FILES) {
    if (kind === 'not-found' && options.content === kind) options.head?.metadata.push(NOT_FOUND_METADATA)
    const file = node.files[kind]
    if (file === undefined) continue
    const module = await loadRouteModule(file)
    components[kind] = defaultComponent(module, file)
    if (kind === 'layout' || kind === contentFile) {
      options.head?.metadata.push(...metadataSource(module))
      options.head?.viewport.push(...viewportSource(module))
      options.head?.config.push({ file, module })
    }
    const sheets = kind === 'page' || kind === 'default' ? page : own
    sheets.push(...(options.routeStyles[file] ?? []))
  }
  if (options.head && node.metadata) options.head.metadata.push(...(await fileSource(node.metadata, options)))
  const slots: [string, SegmentPlan][] = []
  for (const [slot, child] of Object.entries(node.children)) {
    const below = folder === '' ? child.name : `${folder}/${child.name}`
    const head = slot === 'children' ? options.head : null
    slots.push([slot, await planSegment(child, below, { ...options, head, hasLayout })])
  }
  const { assetPath } = options
  return {
    name: node.name,
    folder,
    isOutermost: hasLayout && !options.hasLayout,
    pattern: node.pattern,
    isIntercepting: node.isIntercepting === true,
    unmatched: node.isUnmatched ? (components.default ? 'default' : 'empty') : undefined,
    components,
    styles: styleLinks(own, assetPath),
    pageStyles: styleLinks(page, assetPath),
    slots,
    besideChildren: slots.flatMap(([slot]) => (slot === 'children' ? [] : slot)),
  }
}

/** Replaced by what the not-found file says of itself. */
const NOT_FOUND_METADATA: MetadataSource = { kind: 'static', fields: { title: '404: Page not found' } }

const GLOBAL_NOT_FOUND_METADATA: MetadataSource = {
  kind: 'static',
  fields: { title: '404: Page not found', robots: 'noindex' },
}
