/** The manifest of what has been compiled so far, with the client modules of the prebuilt runtime. */
import { cpSync, existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ClientModuleEntry, Manifest } from '../../protocol/manifest.ts'
import { type ManifestInputs, makeManifest } from '../manifest.ts'
import type { Prebuilt } from '../prebuilt/prebuilt.ts'

/** @param build name of the state that open pages compare with theirs */
export function devManifest(inputs: ManifestInputs, prebuilt: Prebuilt, build: string): Manifest {
  const { clientModules, ssrModules, entry, ...rest } = makeManifest(inputs)
  const own: Record<string, ClientModuleEntry> = {}
  const ownSsr: Record<string, Manifest['ssrModules'][string]> = {}
  for (const { key, serverId, browserId } of prebuilt.facts.clientModules) {
    own[key] = { id: browserId, chunks: [], styles: [] }
    ownSsr[browserId] = { id: serverId }
  }
  return {
    build,
    ...rest,
    clientModules: { ...clientModules, ...own },
    ssrModules: { ...ssrModules, ...ownSsr },
    entry: { ...entry, scripts: [runtimeName(prebuilt), ...entry.scripts] },
  }
}

/** Beside the app's own scripts. */
export function copyRuntime(prebuilt: Prebuilt, assetDir: string): void {
  const file = join(assetDir, runtimeName(prebuilt))
  if (!existsSync(file)) cpSync(prebuilt.browserFile, file)
}

/** What is not what it was. */
export function changedParts(before: Manifest | null, now: Manifest): Partial<Manifest> {
  if (before === null) return now
  const names = Object.keys(now) as (keyof Manifest)[]
  const isChanged = (name: keyof Manifest) =>
    before[name] !== now[name] && JSON.stringify(before[name]) !== JSON.stringify(now[name])
  return Object.fromEntries(names.filter(isChanged).map((name) => [name, now[name]]))
}

function runtimeName({ browserFile, stamp }: Prebuilt): string {
  return basename(browserFile).replace('.', `-${stamp}.`)
}
