/** A command run to its end: how long it took, how much CPU time it and its children used, and the most memory they held together. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'

const PAGE_BYTES = 4096
const EVERY = 100

/** @returns {Promise<{ seconds: number, cpu: number, megabytes: number }>} */
export async function measureCommand(command, cwd) {
  const { NODE_ENV: _mode, ...env } = process.env
  // The shell knows the CPU time of everything that has ended below it.
  const child = spawn('bash', ['-c', 'TIMEFORMAT="%R %U %S"; time "$@"', 'time', ...command], {
    cwd,
    env: { ...env, NEXT_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', NO_COLOR: '1', CI: '1' },
    detached: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  let most = 0
  const timer = setInterval(() => (most = Math.max(most, groupBytes(child.pid))), EVERY)
  const [code] = await once(child, 'close')
  clearInterval(timer)
  if (code !== 0) throw new Error(`${command.join(' ')} failed:\n${output}`)
  const [, real, user, system] = /([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(output)
  return { seconds: Number(real), cpu: Number(user) + Number(system), megabytes: Math.round(most / 2 ** 20) }
}

/** Resident memory of all processes of the group. */
function groupBytes(group) {
  let pages = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (Number(fields[2]) === group) pages += Number(fields[21])
    } catch {
      // It has just ended.
    }
  }
  return pages * PAGE_BYTES
}
