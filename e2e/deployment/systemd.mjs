/** docs/deployment/ferry.service, as systemd reads it. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { DOCS, work } from './work.mjs'

export function systemd() {
  if (spawnSync('systemd-analyze', ['--version']).error) return 'skipped: systemd is not installed'
  const unit = join(work, 'my-app.service')
  cpSync(join(DOCS, 'ferry.service'), unit)
  // Warnings are written, too; the exit code tells of what is wrong only.
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' })
  const problems = stderr.split('\n').filter((line) => line.includes('my-app.service'))
  assert.deepEqual(problems, [])
  assert.equal(status, 0)
  return 'systemd-analyze verify finds nothing wrong'
}
