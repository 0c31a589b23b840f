/** The packages that end up in the server and in the host, as they are installed: name and version of each. */
import { findPackage } from '../copy-packages.ts'
import { readPackageJson } from '../external-packages.ts'

/** What Ferry's own modules import; what these need comes along. */
const IMPORTED = [
  'busboy',
  'compressible',
  'cookie',
  'devalue',
  'dotenv',
  'express',
  'negotiator',
  'react',
  'react-dom',
  'react-server-dom-webpack',
  'send',
]

/** Folder → `name@version`. */
export function bundledPackages(packageDir: string): Map<string, string> {
  const found = new Map<string, string>()
  const queue = IMPORTED.map((name) => ({ from: packageDir, name }))
  for (let next = queue.pop(); next; next = queue.pop()) {
    const folder = findPackage(next.from, next.name)
    const json = folder === null || found.has(folder) ? null : readPackageJson(folder)
    if (folder === null || json === null) continue
    found.set(folder, `${json.name}@${json.version}`)
    for (const name of Object.keys(json.dependencies ?? {})) queue.push({ from: folder, name })
  }
  return found
}
