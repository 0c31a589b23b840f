/**
 * `npm run release:rehearse`: a release from beginning to end, to a registry on this machine: versions and changelogs by
 * changesets, publishing, and then what users do with what was published, for each template.
 * Nothing in the repository changes. `--keep` leaves the folder; `--only <template>` tries one.
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root, runStep } from '../run-step.mjs'
import { copyRepository } from './copy-repository.mjs'
import { PUBLISHED } from './name-repository.mjs'
import { startRegistry } from './registry.mjs'

const { values } = parseArgs({ options: { keep: { type: 'boolean' }, only: { type: 'string' } } })
const REPOSITORY = 'https://example.com/ferry/ferry'
const folder = mkdtempSync(join(tmpdir(), 'ferry-release-'))
const copy = join(folder, 'repository')
process.once('exit', () => {
  if (values.keep) console.log(`Everything is in ${folder}`)
  else rmSync(folder, { recursive: true, force: true })
})

const upstream = execFileSync('npm', ['config', 'get', 'registry'], { cwd: root, encoding: 'utf8' }).trim()
copyRepository(copy)
const registry = await startRegistry(join(folder, 'registry'), { upstream, own: Object.keys(PUBLISHED) })
try {
  await step('Install', ['npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'])
  await step('Versions', ['npx', '--no-install', 'changeset', 'version'])
  await publish()
  const templates = readdirSync(join(root, 'templates')).filter((name) => !values.only || name === values.only)
  for (const template of templates) await useTemplate(template)
  console.log(`\nRehearsed: ${published()}, and ${templates.join(', ')} made from them.`)
} finally {
  await registry.stop()
}

async function publish() {
  // npm asks for a token before it asks the registry, which takes any.
  const userconfig = join(folder, 'npmrc')
  writeFileSync(userconfig, `//127.0.0.1:${registry.port}/:_authToken=rehearsal\n`)
  const env = {
    npm_config_userconfig: userconfig,
    npm_config_registry: registry.url,
    npm_config_provenance: 'false',
    REPOSITORY_URL: REPOSITORY,
  }
  await step('Publish', ['npm', 'run', 'release:publish', '--', '--no-git-tag'], { env })
  for (const [name, path] of Object.entries(PUBLISHED)) {
    const { version } = readJson(join(copy, path, 'package.json'))
    const answer = await fetch(`${registry.url}/${name}/${version}`)
    if (!answer.ok) throw new Error(`${name}@${version} is not in the registry: ${answer.status}`)
    const { description, license, dist, repository } = await answer.json()
    const isNamed = repository?.url === `git+${REPOSITORY}.git` && repository.directory === path
    if (!description || license !== 'MIT' || !dist.integrity || !isNamed)
      throw new Error(`${name}@${version} lacks its metadata.`)
  }
}

/** As its users do it, with nothing in npm's cache. */
async function useTemplate(template) {
  const env = { npm_config_registry: registry.url, npm_config_cache: join(folder, 'cache') }
  const apps = join(folder, 'apps')
  mkdirSync(apps, { recursive: true })
  const cwd = join(apps, template)
  const options = ['--template', template, '--yes', '--no-git']
  const create = ['npm', 'create', '--yes', 'ferry-app@latest', template, '--', ...options]
  await step(`${template}: npm create`, create, { cwd: apps, env })
  const { version } = readJson(join(cwd, 'node_modules/ferry/package.json'))
  const expected = readJson(join(copy, PUBLISHED.ferry, 'package.json')).version
  if (version !== expected) throw new Error(`${template} got ferry ${version} instead of ${expected}.`)
  await step(`${template}: types`, ['npm', 'run', 'typecheck'], { cwd, env })
  await step(`${template}: build`, ['npm', 'run', 'build'], { cwd, env })
  await step(`${template}: its tests`, ['npm', 'test'], { cwd, env })
  await start(template, cwd)
}

async function start(template, cwd) {
  const port = 20_000 + (process.pid % 20_000)
  const child = spawn('npm', ['start'], {
    cwd,
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1' },
    stdio: 'ignore',
    detached: true,
  })
  try {
    for (let tries = 0; tries < 300; tries++) {
      const answer = await fetch(`http://127.0.0.1:${port}`).catch(() => null)
      if (answer?.ok && /<h1/.test(await answer.text())) return console.log(`${template}: starts`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error(`${template} does not start.`)
  } finally {
    process.kill(-child.pid, 'SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
  }
}

function published() {
  return Object.entries(PUBLISHED)
    .map(([name, path]) => `${name} ${readJson(join(copy, path, 'package.json')).version}`)
    .join(' and ')
}

async function step(title, command, { cwd = copy, env = {} } = {}) {
  const { ok } = await runStep(title, command, { cwd, env })
  if (!ok) throw new Error(`${title} failed.`)
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}
