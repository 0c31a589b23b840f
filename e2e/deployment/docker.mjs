/** docs/deployment/Dockerfile: its steps in empty folders, and the image as the user it names. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { answers, get, pause } from './exchange.mjs'
import { APP_PORT, cleanEnvironment, DOCS, start, work, writeApp } from './work.mjs'

/** The steps of the Dockerfile as commands in empty folders; dependencies are linked instead of installed. */
export async function docker() {
  const stages = parseDockerfile(readFileSync(join(DOCS, 'Dockerfile'), 'utf8'))
  assert.equal(stages.length, 2)
  const [build, final] = stages
  const source = writeApp(join(work, 'build'))
  for (const command of build.run) {
    if (command.startsWith('npm ci')) continue
    execFileSync('sh', ['-c', command], { cwd: source, env: cleanEnvironment({}) })
  }
  const image = join(work, 'image')
  cpSync(join(source, 'dist'), join(image, 'dist'), { recursive: true })
  rmSync(source, { recursive: true })
  assert.deepEqual(readdirSync(image), ['dist'])
  assert.equal(final.user, 'node')
  const env = cleanEnvironment({ ...final.env, PORT: String(APP_PORT) })
  // As a user who owns nothing of it, where that is possible.
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  const app = start(final.cmd[0], final.cmd.slice(1), { cwd: image, env, ...nobody })
  await answers(APP_PORT)
  assert.match((await get(APP_PORT, '/')).body, /Deployed/)
  const health = spawnSync(final.health[0], final.health.slice(1), { cwd: image, env })
  assert.equal(health.status, 0, String(health.stderr))
  const slow = get(APP_PORT, '/slow')
  await pause(200)
  app.child.kill('SIGTERM')
  assert.equal((await slow).body, 'slow')
  assert.equal(await app.exit, 0)
  assert.equal(spawnSync(final.health[0], final.health.slice(1), { cwd: image, env }).status, 1)
  return 'built, served by a user who owns nothing, healthy, SIGTERM finished what had begun, then unhealthy'
}

function parseDockerfile(text) {
  const stages = []
  for (const line of text.replace(/\\\n/g, ' ').split('\n')) {
    const [, instruction, rest] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
    const stage = stages.at(-1)
    if (instruction === 'FROM') stages.push({ run: [], env: {}, user: null, cmd: null, health: null })
    else if (instruction === 'RUN') stage.run.push(rest)
    else if (instruction === 'USER') stage.user = rest
    else if (instruction === 'CMD') stage.cmd = JSON.parse(rest)
    else if (instruction === 'HEALTHCHECK') stage.health = JSON.parse(/CMD\s+(\[.*\])/.exec(rest)[1])
    else if (instruction === 'ENV')
      for (const pair of rest.split(' ')) stage.env[pair.split('=')[0]] = pair.split('=')[1]
  }
  return stages
}
