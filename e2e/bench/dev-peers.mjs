/** The dev servers that are compared: how each is installed outside the workspaces, started, and made to forget. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const ferryBin = fileURLToPath(new URL('../../packages/ferry/bin/ferry.js', import.meta.url))
const root = join(tmpdir(), 'ferry-bench-dev')
const REACT = ['react@19.3.1', 'react-dom@19.3.1']

export const SERVERS = {
  ferry: {
    caches: ['.ferry'],
    install() {
      // Inside the workspaces, where `ferry` is found.
      const folder = join(here, '.work/dev-ferry')
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder, { recursive: true })
      return folder
    },
    command: (port) => [process.execPath, ferryBin, 'dev', '-p', String(port)],
  },
  next: {
    caches: ['.next'],
    install: () => install('next', ['next@16.4.6', ...REACT], {}),
    command: (port) => [process.execPath, 'node_modules/next/dist/bin/next', 'dev', '-p', String(port)],
  },
  'plugin-rsc': {
    caches: ['node_modules/.vite'],
    install() {
      const packages = ['vite@8', '@vitejs/plugin-rsc', '@vitejs/plugin-react', 'rsc-html-stream', ...REACT]
      const folder = install('plugin-rsc', packages, { type: 'module' })
      cpSync(join(here, 'peers/plugin-rsc-dev'), folder, { recursive: true })
      return folder
    },
    command: (port) => [process.execPath, 'node_modules/vite/bin/vite.js', '--port', String(port), '--strictPort'],
  },
}

function install(name, packages, json) {
  const folder = join(root, name)
  mkdirSync(folder, { recursive: true })
  if (existsSync(join(folder, 'package.json'))) return folder
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: `bench-dev-${name}`, private: true, ...json }))
  const result = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...packages], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (result.status === 0) return folder
  rmSync(join(folder, 'package.json'))
  throw new Error(`${name} could not be installed:\n${result.stdout}\n${result.stderr}`)
}
