/** Installs the dependencies when what is installed is not what the lock file says. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runStep } from './run-step.mjs'

const OLDEST_NODE = [20, 20, 2]

/** @returns {Promise<boolean>} whether everything is there now */
export async function installWhenNeeded() {
  if (!nodeIsNewEnough()) {
    console.error(`Ferry needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`)
    return false
  }
  if (isInstalled()) return true
  // Not `npm ci`: it refuses a lock file that lacks the binaries of other platforms, which npm writes where it cannot see them.
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error']
  return (await runStep('Install', ['npm', 'install', '--no-save', ...quiet])).ok
}

function nodeIsNewEnough() {
  const current = process.versions.node.split('.').map(Number)
  const index = OLDEST_NODE.findIndex((part, position) => part !== current[position])
  return index < 0 || current[index] > OLDEST_NODE[index]
}

function isInstalled() {
  const wanted = readLock('package-lock.json')
  const present = readLock(join('node_modules', '.package-lock.json'))
  if (wanted === null || present === null) return false
  return Object.entries(wanted).every(
    ([path, { version, link, optional, peer }]) =>
      !path.includes('node_modules/') || link || optional || peer || present[path]?.version === version,
  )
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages
  } catch {
    return null
  }
}
