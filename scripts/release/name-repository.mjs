/**
 * `node name-repository.mjs`, before packages are published: writes into each where its source is. npm's provenance
 * compares that with the repository that the job runs for, so it is taken from there, or else from `origin`.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../run-step.mjs'

export const PUBLISHED = { ferry: 'packages/ferry', 'create-ferry-app': 'create-app' }

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const url = repositoryUrl(process.env, originOf(root))
  if (url === null) {
    console.error('Where is the repository? Set REPOSITORY_URL to its https address: `origin` has none.')
    process.exit(1)
  }
  nameRepository(root, url)
}

/**
 * @param {Record<string, string | undefined>} env
 * @param {string | null} origin as git has it
 * @returns {string | null} `git+https://….git`; null: nobody says
 */
export function repositoryUrl({ REPOSITORY_URL, GITHUB_SERVER_URL, GITHUB_REPOSITORY }, origin) {
  const ofJob = GITHUB_SERVER_URL && GITHUB_REPOSITORY ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}` : null
  const [, host, path] = /^git@([^:/]+):(.+)$/.exec(origin ?? '') ?? []
  const address = REPOSITORY_URL || ofJob || (host ? `https://${host}/${path}` : origin)
  if (!address?.startsWith('https://') || !URL.canParse(address)) return null
  const url = new URL(address)
  // A token in the address of a clone is nobody's business.
  return `git+https://${url.host}${url.pathname.replace(/(\.git)?\/?$/, '')}.git`
}

/** @param {string} folder with the packages in it */
export function nameRepository(folder, url) {
  for (const directory of Object.values(PUBLISHED)) {
    const file = join(folder, directory, 'package.json')
    const content = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, `${JSON.stringify({ ...content, repository: { type: 'git', url, directory } }, null, 2)}\n`)
  }
}

function originOf(folder) {
  try {
    return execFileSync('git', ['remote', 'get-url', 'origin'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return null
  }
}
