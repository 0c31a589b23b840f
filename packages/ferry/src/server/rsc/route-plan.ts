/** A route with its modules loaded: everything about it that is the same for every request. */
import type { ReactNode } from 'react'
import type { RouteNode, SegmentFile } from '../../protocol/route-table.ts'
import { type MetadataSource, metadataSource, viewportSource } from './metadata-source.ts'
import { defaultComponent, loadRouteModule, type RouteComponent, type RouteModule } from './route-modules.ts'
import { styleLinks } from './style-links.tsx'

/** One folder of the route. */
export interface SegmentPlan {
  readonly name: string
  /** The folders down to this one. Names its boundaries. Example: `shop/[id]` */
  readonly folder: string
  /** The folder of the root layout: its boundary shows what no other does. */
  readonly isOutermost: boolean
  readonly components: Readonly<Partial<Record<SegmentFile, RouteComponent>>>
  /** Links to the style sheets of the folder's files; null when there are none. */
  readonly styles: ReactNode
  readonly pageStyles: ReactNode
  readonly slots: readonly (readonly [slot: string, plan: SegmentPlan])[]
}

export interface RoutePlan {
  readonly root: SegmentPlan
  /** Takes the place of the whole document when the root layout fails. */
  readonly globalError: RouteComponent | null
  /** Outermost first. */
  readonly metadata: readonly MetadataSource[]
  readonly viewport: readonly MetadataSource[]
}

export interface PlanOptions {
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
  const modules: RouteModule[] = []
  const root = await planSegment(tree, '', { ...options, content, modules, hasLayout: false })
  const metadata = modules.flatMap(metadataSource)
  // Only the root folder has modules here: its layout, and the not-found file when there is one.
  if (content === 'not-found') metadata.splice(tree.files.layout ? layoutSources(modules) : 0, 0, NOT_FOUND_METADATA)
  if (content === 'global-not-found') metadata.unshift(GLOBAL_NOT_FOUND_METADATA)
  const { globalError: file } = options
  const globalError = file === undefined ? null : defaultComponent(await loadRouteModule(file), file)
  return { root, globalError, metadata, viewport: modules.flatMap(viewportSource) }
}

function layoutSources([layout]: readonly RouteModule[]): number {
  return layout ? metadataSource(layout).length : 0
}

interface SegmentOptions extends PlanOptions {
  readonly content: PlanContent
  /** One of the folders around has a layout. */
  readonly hasLayout: boolean
  /** Collects what has metadata; null in slots beside the page. */
  readonly modules: RouteModule[] | null
}

async function planSegment(node: RouteNode, folder: string, options: SegmentOptions): Promise<SegmentPlan> {
  const contentFile = options.content === 'not-found' ? 'not-found' : 'page'
  const hasLayout = options.hasLayout || node.files.layout !== undefined
  const components: Partial<Record<SegmentFile, RouteComponent>> = {}
  const own: string[] = []
  const page: string[] = []
  for (const kind of COMPONENT_FILES) {
    const file = node.files[kind]
    if (file === undefined) continue
    const module = await loadRouteModule(file)
    components[kind] = defaultComponent(module, file)
    if (kind === 'layout' || kind === contentFile) options.modules?.push(module)
    const sheets = kind === 'page' || kind === 'default' ? page : own
    sheets.push(...(options.routeStyles[file] ?? []))
  }
  const slots: [string, SegmentPlan][] = []
  for (const [slot, child] of Object.entries(node.children)) {
    const below = folder === '' ? child.name : `${folder}/${child.name}`
    const modules = slot === 'children' ? options.modules : null
    slots.push([slot, await planSegment(child, below, { ...options, modules, hasLayout })])
  }
  const { assetPath } = options
  return {
    name: node.name,
    folder,
    isOutermost: hasLayout && !options.hasLayout,
    components,
    styles: styleLinks(own, assetPath),
    pageStyles: styleLinks(page, assetPath),
    slots,
  }
}

/** Replaced by what the not-found file says of itself. */
const NOT_FOUND_METADATA: MetadataSource = { kind: 'static', fields: { title: '404: Page not found' } }

const GLOBAL_NOT_FOUND_METADATA: MetadataSource = {
  kind: 'static',
  fields: { title: '404: Page not found', robots: 'noindex' },
}
