/** Makes what depends on the URL prefix of the app, once per prefix. */
import { ASSET_PATH } from '../protocol/names.ts'
import type { AppState, PrefixState } from './app-state.ts'
import { createClientManifest } from './rsc/client-manifest.ts'
import { createConsumerManifest } from './ssr/consumer-manifest.ts'
import { headScript } from './ssr/head-script.ts'

/** A mount path with a parameter in it (`/:tenant`) has any number of values. */
const LIMIT = 100

export function prefixState(app: AppState, prefix: string): PrefixState {
  const known = app.prefixes.get(prefix)
  if (known) return known
  if (app.prefixes.size >= LIMIT) app.prefixes.clear()
  const { clientModules, ssrModules, entry, build } = app.manifest
  const { captureScript } = app
  const intercepts = app.intercepts !== null
  const assetPath = prefix + ASSET_PATH
  const head = { build, basePath: prefix, captureScript, intercepts }
  const state: PrefixState = {
    assetPath,
    clientManifest: createClientManifest(clientModules, assetPath),
    document: {
      build,
      manifest: createConsumerManifest(ssrModules, assetPath),
      scripts: entry.scripts.map((file) => assetPath + file),
      styles: entry.styles.map((file) => assetPath + file),
      captureScript,
      intercepts,
      failsWhole: app.dev !== null,
      plainHead: headScript({ ...head, hasViewport: false }),
      plainHeadWithoutViewport: headScript({ ...head, hasViewport: true }),
    },
    plans: new Map(),
  }
  app.prefixes.set(prefix, state)
  return state
}
