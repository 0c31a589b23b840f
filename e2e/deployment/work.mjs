/** Where proofs work: a folder that goes with the process, an app in it, and what is started there. */
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { files } from './app.mjs'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
export const DOCS = join(ROOT, 'docs/deployment')
export const APP_PORT = Number(process.env.PROVE_PORT ?? 5070)
export const PROXY_PORT = APP_PORT + 1
export const work = mkdtempSync(join(tmpdir(), 'ferry-deployment-'))
chmodSync(work, 0o755)
const running = []
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(work, { recursive: true, force: true })
})

export function buildApp() {
  const dir = writeApp(join(work, 'app'))
  execFileSync('npx', ['ferry', 'build'], { cwd: dir, env: cleanEnvironment({}), stdio: 'pipe' })
  return dir
}

export function writeApp(dir) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true })
    writeFileSync(join(dir, name), text)
  }
  mkdirSync(join(dir, 'node_modules/.bin'), { recursive: true })
  symlinkSync(join(ROOT, 'packages/ferry'), join(dir, 'node_modules/ferry'))
  symlinkSync('../ferry/bin/ferry.js', join(dir, 'node_modules/.bin/ferry'))
  return dir
}

export function cleanEnvironment(extra) {
  const { PATH, HOME } = process.env
  return { PATH, HOME, ...extra }
}

export function start(command, args, options) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const exit = new Promise((resolve) => child.once('exit', resolve))
  return { child, exit, output: () => output }
}
