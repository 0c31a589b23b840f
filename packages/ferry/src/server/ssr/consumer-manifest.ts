/** How React's decoder finds the server's copy of a client module, and the browser's scripts of it. */
import type { createFromNodeStream } from 'react-server-dom-webpack/client'
import type { Manifest } from '../../protocol/manifest.ts'

export type ConsumerManifest = Parameters<typeof createFromNodeStream>[1]

/** @param assetPath URL path of the build's files, with a slash at the end */
export function createConsumerManifest(ssrModules: Manifest['ssrModules'], assetPath: string): ConsumerManifest {
  const moduleMap: ConsumerManifest['moduleMap'] = Object.create(null)
  for (const [key, { id, async = false }] of Object.entries(ssrModules)) {
    moduleMap[key] = { '*': { id, chunks: [], name: '*', async } }
  }
  // Without a map of server modules, server functions become references here as they do in the browser.
  return { moduleMap, serverModuleMap: null, moduleLoading: { prefix: assetPath } }
}
