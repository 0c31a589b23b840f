/** A real registry on loopback: it keeps what is published to it, and fetches everything else from the registry that npm is set to. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { root, runStep } from '../run-step.mjs'

/**
 * @param {string} folder for its program and its packages
 * @param {{ upstream: string, own: readonly string[] }} options `own`: packages that are never looked for upstream
 * @returns {Promise<{ url: string, port: number, stop(): Promise<void> }>}
 */
export async function startRegistry(folder, { upstream, own }) {
  mkdirSync(folder, { recursive: true })
  cpSync(join(root, 'scripts/release/registry/package.json'), join(folder, 'package.json'))
  const install = ['npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']
  const { ok } = await runStep('Install the registry', install, { cwd: folder })
  if (!ok) throw new Error('The registry could not be installed.')
  const port = await freePort()
  writeFileSync(join(folder, 'config.yaml'), configuration(folder, upstream, own))
  const program = join(folder, 'node_modules/verdaccio/bin/verdaccio')
  const args = [program, '--config', join(folder, 'config.yaml'), '--listen', `127.0.0.1:${port}`]
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const orphaned = () => child.kill('SIGKILL')
  process.once('exit', orphaned)
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; !(await answers(url)); tries++) {
    if (child.exitCode !== null || tries > 300) throw new Error(`The registry did not start:\n${output}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const stop = async () => {
    if (child.exitCode === null && child.kill()) await once(child, 'exit')
    process.off('exit', orphaned)
  }
  return { url, port, stop }
}

function configuration(folder, upstream, own) {
  const open = 'access: $all\n    publish: $all\n    unpublish: $all'
  return [
    `storage: ${join(folder, 'storage')}`,
    'max_body_size: 100mb',
    'uplinks:',
    `  upstream:\n    url: ${upstream}\n    maxage: 30m\n    timeout: 60s`,
    'packages:',
    ...own.map((name) => `  '${name}':\n    ${open}`),
    `  '**':\n    ${open}\n    proxy: upstream`,
    'log: { type: stdout, format: pretty, level: warn }',
    '',
  ].join('\n')
}

async function answers(url) {
  const answer = await fetch(`${url}/-/ping`).catch(() => null)
  return answer?.ok === true
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  return port
}
