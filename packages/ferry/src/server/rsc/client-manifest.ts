/** How React's encoder finds a client module; and, on the way, the style sheets that module brings along. */
import { preinit } from 'react-dom'
import type { ClientManifest } from 'react-server-dom-webpack/server'
import type { ClientModuleEntry } from '../../protocol/manifest.ts'

/** All style sheets of Ferry are in one group: their order is that of the tree. */
export const STYLE_PRECEDENCE = 'ferry'

/** @param assetPath URL path of the build's files, with a slash at the end */
export function createClientManifest(
  modules: Readonly<Record<string, ClientModuleEntry>>,
  assetPath: string,
): ClientManifest {
  const manifest: ClientManifest = Object.create(null)
  for (const [key, { id, chunks, async = false, styles }] of Object.entries(modules)) {
    const entry = { id, chunks, name: '*', async }
    if (styles.length === 0) manifest[key] = entry
    else
      defineStyled(
        manifest,
        key,
        entry,
        styles.map((file) => assetPath + file),
      )
  }
  return manifest
}

/** React reads the property when a page first shows the module: that is the moment to announce its styles. */
function defineStyled(manifest: ClientManifest, key: string, entry: ClientManifest[string], hrefs: string[]): void {
  Object.defineProperty(manifest, key, {
    enumerable: true,
    get() {
      for (const href of hrefs) preinit(href, { as: 'style', precedence: STYLE_PRECEDENCE })
      return entry
    },
  })
}
