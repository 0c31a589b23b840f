/** What the head of a page says of the files that describe it: icons, images to share, the manifest. */
import type { MetadataConvention, MetadataFile } from '../../protocol/route-table.ts'
import { readStaticFile } from '../../protocol/static-file.ts'
import type { Params } from '../../router/match.ts'
import { isStaticFile } from '../../router/metadata-file.ts'
import { buildPath } from '../../router/path.ts'
import type { Fields, FileMetadata, MetadataSource } from './metadata-source.ts'
import { loadRouteModule, type RouteModule } from './route-modules.ts'

export interface FileOptions {
  /** Mount path and base path. */
  readonly prefix: string
  /** Where the app is reached, when the configuration says so: who shares a page needs whole URLs. */
  readonly publicUrl: string | null
  /** For what is made by a module. */
  readonly build: string
}

const IN_HEAD: Readonly<Partial<Record<MetadataConvention, keyof FileMetadata>>> = {
  favicon: 'favicon',
  icon: 'icon',
  'apple-icon': 'apple',
  'opengraph-image': 'openGraph',
  'twitter-image': 'twitter',
  manifest: 'manifest',
}

/** Of the files in one folder; empty when the head refers to none of them. */
export async function fileSource(files: readonly MetadataFile[], options: FileOptions): Promise<MetadataSource[]> {
  const shown = files.filter(({ convention }) => IN_HEAD[convention])
  if (shown.length === 0) return []
  const described = await Promise.all(
    shown.map(async (file) => ({ file, facts: readFacts(file, await loadRouteModule(file.file), options.build) })),
  )
  const isFixed = shown.every(({ pattern }) => pattern.every(({ kind }) => kind === 'static'))
  const read = (params: Readonly<Params>): FileMetadata => {
    const found: Record<string, unknown> = {}
    for (const { file, facts } of described) {
      const { convention, pattern } = file
      const name = IN_HEAD[convention] as keyof FileMetadata
      const path = options.prefix + buildPath({ id: file.file, pattern }, params)
      const isShared = name === 'openGraph' || name === 'twitter'
      const { hash, ...rest } = facts
      const url = (isShared ? (options.publicUrl ?? '') : '') + path
      if (name === 'manifest') found.manifest = url
      else if (name === 'favicon') found.favicon = { url: `${url}?${hash}`, ...rest }
      else found[name] = [...((found[name] as Fields[] | undefined) ?? []), { url: `${url}?${hash}`, ...rest }]
    }
    return found
  }
  return [{ kind: 'files', isFixed, read }]
}

type Facts = Fields & { readonly hash: string }

function readFacts({ file, convention }: MetadataFile, module: RouteModule, build: string): Facts {
  const { hash, type, alt, width, height } = isStaticFile(file) ? readStaticFile(module) : moduleFacts(module, build)
  const hasSize = width !== undefined && height !== undefined
  if (convention === 'opengraph-image' || convention === 'twitter-image') {
    return { hash, type, ...(hasSize && { width, height }), ...(alt !== undefined && { alt }) }
  }
  const sizes = hasSize ? `${width}x${height}` : type === 'image/svg+xml' ? 'any' : undefined
  return { hash, type, ...(sizes !== undefined && { sizes }) }
}

/** The exports `contentType`, `size` and `alt` of an image module. */
function moduleFacts({ contentType, size, alt }: RouteModule, build: string) {
  const { width, height } = (typeof size === 'object' && size !== null ? size : {}) as {
    width?: number
    height?: number
  }
  return {
    hash: build,
    type: typeof contentType === 'string' ? contentType : 'image/png',
    alt: typeof alt === 'string' ? alt : undefined,
    width,
    height,
  }
}
