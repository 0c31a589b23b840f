/**
 * Runs what docs/deployment has, as far as this machine can: node e2e/deployment/prove.mjs [nginx] [docker] [systemd] [kubernetes] [redis]
 * Nothing of it needs the network. nginx, systemd-analyze and redis-server are used when they are installed.
 */
import { docker } from './docker.mjs'
import { kubernetes } from './kubernetes.mjs'
import { nginx } from './nginx.mjs'
import { redis } from './redis.mjs'
import { systemd } from './systemd.mjs'

const proofs = { docker, nginx, systemd, kubernetes, redis }
const asked = process.argv.slice(2)
for (const [name, prove] of Object.entries(proofs)) {
  if (asked.length === 0 || asked.includes(name)) console.log(`${name}: ${await prove()}`)
}
process.exit()
