/** Where Ferry's own files are, on disk: the entries of the three bundles, what generated code imports, and the loaders. */
import { realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface FrameworkFiles {
  /** Folder of Ferry's package.json: `react` and `ferry/*` resolve from here, whoever imports them. */
  readonly packageDir: string
  /** Compiled sources. */
  readonly dist: string
  readonly serverEntry: string
  readonly browserEntry: string
  readonly hostEntry: string
  /** Browser side of `ferry dev`; part of the browser entry in development. */
  readonly devClient: string
  /** What joins an app's server bundle to the prebuilt runtime, on either side. */
  readonly bundleEntry: string
  readonly takeApp: string
  /** Takes the place of app-modules in the prebuilt runtime. */
  readonly runtimeAppModules: string
  /** Entries of the prebuilt runtime of `ferry dev`, and what takes the place of app-modules in it. */
  readonly devServerEntry: string
  readonly devAppModules: string
  readonly browserRuntimeEntry: string
  /** Replaced by the exports of the prebuilt server runtime. */
  readonly serverRuntimeEntry: string
  /** How the prebuilt runtime finds the client modules of the app. */
  readonly appRequire: string
  /** Fast Refresh; the first module of the browser entry in development. */
  readonly refreshRuntime: string
  /** Replaced by generated text. */
  readonly appModules: string
  readonly clientReferences: string
  readonly styleSheets: string
  /** Layers by folder. */
  readonly ssrDir: string
  readonly sharedDir: string
  /** Stands in for what React's encoder does at the end of a render. */
  readonly renderSignal: string
  /** Stands in for the stores of React's renderers. */
  readonly asyncSlot: string
  /** Stands in for the maps of React's decoder. */
  readonly attachedMap: string
  /** What the directive transform's output imports. */
  readonly rscReferences: string
  readonly ssrProxy: string
  readonly browserProxy: string
  /** What React's patched Flight clients import. */
  readonly ssrDecorate: string
  readonly browserDecorate: string
  /** Doors that only server code may open. */
  readonly serverDoors: readonly string[]
  /** Stand-ins for the marker packages of the same name. */
  readonly serverOnly: string
  readonly clientOnly: string
  readonly loaders: {
    readonly directive: string
    readonly generated: string
    readonly reactPatch: string
    readonly image: string
    readonly emptyStyle: string
    readonly staticFile: string
    readonly appRequire: string
    readonly devRefresh: string
    readonly devStyles: string
    readonly refreshPrologue: string
  }
}

/** @param packageDir folder of a compiled Ferry; by default the one this file is part of */
export function frameworkFiles(packageDir: string = ownPackageDir()): FrameworkFiles {
  const dist = join(packageDir, 'dist')
  const at = (path: string) => join(dist, path)
  const own = (path: string) => join(dist, 'build/webpack', path)
  return {
    packageDir,
    dist,
    serverEntry: at('server/entry.js'),
    browserEntry: at('browser/entry.js'),
    hostEntry: at('host/standalone.js'),
    devClient: at('browser/dev/client.js'),
    bundleEntry: at('server/prebuilt/bundle-entry.js'),
    takeApp: at('server/prebuilt/take-app.js'),
    runtimeAppModules: at('server/prebuilt/app-modules.js'),
    devServerEntry: at('server/dev/entry.js'),
    devAppModules: at('server/dev/app-modules.js'),
    browserRuntimeEntry: own('markers/runtime-entry.js'),
    serverRuntimeEntry: own('markers/server-runtime.js'),
    appRequire: own('markers/app-require.js'),
    refreshRuntime: at('browser/dev/refresh.js'),
    appModules: at('server/rsc/app-modules.js'),
    clientReferences: at('browser/client-references.js'),
    styleSheets: own('markers/style-sheets.js'),
    ssrDir: at('server/ssr/'),
    sharedDir: at('server/shared/'),
    rscReferences: at('server/rsc/references.js'),
    renderSignal: at('server/rsc/render-signal.js'),
    asyncSlot: at('server/shared/async-slot.js'),
    attachedMap: at('server/ssr/attached-map.js'),
    ssrProxy: at('server/ssr/server-reference.js'),
    browserProxy: at('browser/server-reference.js'),
    ssrDecorate: at('server/ssr/decorate-reference.js'),
    browserDecorate: at('browser/decorate-reference.js'),
    serverDoors: [at('headers.js'), at('cache.js'), at('server.js')],
    serverOnly: own('markers/server-only.js'),
    clientOnly: own('markers/client-only.js'),
    loaders: {
      directive: own('directive-loader.js'),
      generated: own('generated-loader.js'),
      reactPatch: own('react-patch-loader.js'),
      image: own('image-loader.js'),
      emptyStyle: own('empty-style-loader.js'),
      staticFile: own('static-file-loader.js'),
      appRequire: own('app-require-loader.js'),
      devRefresh: own('dev-refresh-loader.js'),
      devStyles: own('dev-style-loader.js'),
      refreshPrologue: own('refresh-prologue-loader.js'),
    },
  }
}

/** Ferry's own files, which no message should send a user to. */
export function isFrameworkFile(framework: FrameworkFiles, file: string): boolean {
  const { dist, serverEntry, bundleEntry, browserEntry, appModules, clientReferences, ssrDir } = framework
  const own = [`${dist}${sep}`, serverEntry, bundleEntry, browserEntry, appModules, clientReferences, ssrDir]
  return own.some((each) => file.startsWith(each))
}

/** This file lies two folders below it, in `src` as in `dist`. */
function ownPackageDir(): string {
  return realpathSync(fileURLToPath(new URL('../..', import.meta.url)))
}
