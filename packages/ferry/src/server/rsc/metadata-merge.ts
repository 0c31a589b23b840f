/** Metadata of a page: each segment's fields over those of the segments around it. */
import type { Fields, FileMetadata, MetadataProps, MetadataSource } from './metadata-source.ts'

/** Known without running anything: null when a segment generates its metadata. */
export function mergeStatic(sources: readonly MetadataSource[]): Fields | null {
  let merged: Fields = {}
  for (const source of sources) {
    if (source.kind === 'generated' || (source.kind === 'files' && !source.isFixed)) return null
    merged = source.kind === 'files' ? mergeFiles(merged, source.read({})) : mergeFields(merged, source.fields)
  }
  return finish(merged)
}

export interface Merged {
  /** Those of the segments before the one that failed, when one did. */
  readonly fields: Fields
  readonly failure: { readonly error: unknown } | null
}

/** Never rejects: a page whose metadata fails has a head all the same. */
export async function mergeMetadata(sources: readonly MetadataSource[], props: MetadataProps): Promise<Merged> {
  let merged: Fields = {}
  try {
    for (const source of sources) {
      if (source.kind === 'files') {
        merged = mergeFiles(merged, source.read(source.isFixed ? {} : await props.params))
        continue
      }
      const fields = source.kind === 'static' ? source.fields : await source.generate(props, Promise.resolve(merged))
      if (typeof fields === 'object' && fields !== null) merged = mergeFields(merged, fields as Fields)
    }
  } catch (error) {
    return { fields: finish(merged), failure: { error } }
  }
  return { fields: finish(merged), failure: null }
}

const TITLE_TEMPLATE = Symbol('title template of the segments above')
const FAVICON = Symbol('favicon.ico, which stays whatever icons there are')

type WithTemplate = Fields & { readonly [TITLE_TEMPLATE]?: string | undefined; readonly [FAVICON]?: Fields | undefined }

/** What lies there as a file counts more than what is written. */
function mergeFiles(above: WithTemplate, files: FileMetadata): WithTemplate {
  const { favicon, icon, apple, openGraph, twitter, manifest } = files
  return {
    ...above,
    ...(favicon && { [FAVICON]: favicon }),
    ...((icon || apple) && { icons: { ...iconsByKind(above.icons), ...(icon && { icon }), ...(apple && { apple }) } }),
    ...(openGraph && { openGraph: { ...fieldsOf(above.openGraph), images: openGraph } }),
    ...(twitter && { twitter: { ...fieldsOf(above.twitter), images: twitter } }),
    ...(manifest !== undefined && { manifest }),
  }
}

/** `icons` may be written as one icon, or a list of them. */
function iconsByKind(icons: unknown): Fields {
  const isKinds = typeof icons === 'object' && icons !== null && !Array.isArray(icons) && !(icons instanceof URL)
  return isKinds ? (icons as Fields) : icons === undefined || icons === null ? {} : { icon: icons }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

/** A title's template applies to the segments below the one that declares it, until another template replaces it. */
function mergeFields(above: WithTemplate, own: Fields): WithTemplate {
  const merged: Record<string | symbol, unknown> = { ...above }
  for (const [name, value] of Object.entries(own)) if (value !== undefined) merged[name] = value
  const template = above[TITLE_TEMPLATE]
  const { title } = own
  if (typeof title === 'string') merged.title = fillTemplate(template, title)
  else if (isTitle(title)) {
    const text = title.absolute ?? (title.default === undefined ? undefined : fillTemplate(template, title.default))
    merged.title = text ?? above.title
    merged[TITLE_TEMPLATE] = title.template ?? template
  }
  return merged
}

function finish(merged: WithTemplate): Fields {
  const { [TITLE_TEMPLATE]: _, [FAVICON]: favicon, ...fields } = merged
  if (!favicon) return fields
  const icons = iconsByKind(fields.icons)
  return { ...fields, icons: { ...icons, icon: [favicon, ...[icons.icon ?? []].flat()] } }
}

function fillTemplate(template: string | undefined, title: string): string {
  return template === undefined ? title : template.replaceAll('%s', () => title)
}

interface Title {
  readonly absolute?: string
  readonly default?: string
  readonly template?: string
}

function isTitle(value: unknown): value is Title {
  return typeof value === 'object' && value !== null
}
