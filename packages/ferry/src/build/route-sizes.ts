/** What the first page of each route makes a browser load. */
import type { Manifest } from '../protocol/manifest.ts'
import { filesOfPage } from './app-files.ts'
import type { RouteSize } from './build-result.ts'
import type { AssetSize } from './compress-assets.ts'
import type { ServerGraph } from './server-graph.ts'

export function routeSizes(
  manifest: Manifest,
  server: ServerGraph,
  assets: ReadonlyMap<string, AssetSize>,
): Record<string, RouteSize> {
  const sizes: Record<string, RouteSize> = {}
  for (const route of manifest.routes.routes) {
    if (route.kind !== 'page') continue
    const scripts = new Set(manifest.entry.scripts)
    const styles = new Set(manifest.entry.styles)
    for (const file of filesOfPage(route.tree, manifest.routes)) {
      for (const sheet of manifest.routeStyles[file] ?? []) styles.add(sheet)
      for (const key of server.routes.get(file)?.clientModules ?? []) {
        const entry = manifest.clientModules[key]
        for (const part of entry?.chunks ?? []) if (typeof part === 'string' && part.endsWith('.js')) scripts.add(part)
        for (const sheet of entry?.styles ?? []) styles.add(sheet)
      }
    }
    const [script, style] = [sum(scripts, assets), sum(styles, assets)]
    sizes[route.id] = { scripts: script.bytes, scriptsGzip: script.gzip, styles: style.bytes, stylesGzip: style.gzip }
  }
  return sizes
}

function sum(names: Iterable<string>, assets: ReadonlyMap<string, AssetSize>): AssetSize {
  let [bytes, gzip] = [0, 0]
  for (const name of names) {
    bytes += assets.get(name)?.bytes ?? 0
    gzip += assets.get(name)?.gzip ?? 0
  }
  return { bytes, gzip }
}
