/** Every style sheet of a build. */
import type { Manifest } from '../protocol/manifest.ts'

/** @returns file names below ASSET_PATH */
export function servedStyles({ entry, clientModules, routeStyles }: Manifest): string[] {
  const ofModules = Object.values(clientModules).flatMap(({ styles }) => styles)
  return [...new Set([...entry.styles, ...ofModules, ...Object.values(routeStyles).flat()])]
}
