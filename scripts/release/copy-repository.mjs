/** A copy of the repository as a fresh clone would be, with what is not committed yet: a release changes versions and changelogs. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../run-step.mjs'

/** @param {string} folder is made */
export function copyRepository(folder) {
  mkdirSync(folder, { recursive: true })
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  for (const path of list.toString().split('\0').filter(Boolean)) {
    if (!existsSync(join(root, path))) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    cpSync(join(root, path), join(folder, path))
  }
  const git = (...args) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' })
  git('init', '--initial-branch=main')
  git('add', '--all')
  git('-c', 'user.name=Rehearsal', '-c', 'user.email=rehearsal@example.com', 'commit', '--quiet', '-m', 'Rehearsal')
}
