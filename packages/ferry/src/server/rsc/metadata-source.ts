/** `metadata`, `generateMetadata`, `viewport` and `generateViewport` of a layout or page. */
import type { Params } from '../../router/match.ts'
import type { RouteModule } from './route-modules.ts'

export interface MetadataProps {
  readonly params: Promise<Readonly<Record<string, string | string[]>>>
  readonly searchParams: Promise<Readonly<Record<string, string | string[]>>>
}

export type Fields = Readonly<Record<string, unknown>>
export type Generate = (props: MetadataProps, parent: Promise<Fields>) => unknown

export type MetadataSource =
  | { readonly kind: 'static'; readonly fields: Fields }
  | { readonly kind: 'generated'; readonly generate: Generate }
  /** Of files beside the layout or page. `isFixed`: their URLs have no parameters. */
  | { readonly kind: 'files'; readonly isFixed: boolean; readonly read: (params: Readonly<Params>) => FileMetadata }

/** What files say. Each in the shape that `metadata` has for it. */
export interface FileMetadata {
  readonly favicon?: Fields
  readonly icon?: readonly Fields[]
  readonly apple?: readonly Fields[]
  readonly openGraph?: readonly Fields[]
  readonly twitter?: readonly Fields[]
  readonly manifest?: string
}

export function metadataSource(module: RouteModule): MetadataSource[] {
  return source(module.metadata, module.generateMetadata)
}

export function viewportSource(module: RouteModule): MetadataSource[] {
  return source(module.viewport, module.generateViewport)
}

/** More than colours, which are tags of their own. */
export function saysViewport(source: MetadataSource): boolean {
  if (source.kind !== 'static') return true
  const { themeColor, colorScheme, ...own } = source.fields
  return Object.keys(own).length > 0
}

function source(fields: unknown, generate: unknown): MetadataSource[] {
  if (typeof generate === 'function' && !isReference(generate)) {
    return [{ kind: 'generated', generate: generate as Generate }]
  }
  if (typeof fields === 'object' && fields !== null && !isReference(fields)) {
    return [{ kind: 'static', fields: fields as Fields }]
  }
  return []
}

/** A client module says nothing about metadata, whatever it exports. */
function isReference(value: object): boolean {
  return '$$typeof' in value
}
