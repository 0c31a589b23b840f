/** A git repository with the app as its first commit; where there is one already, it is left alone. */
import { execFile } from 'node:child_process'

export type Repository = 'committed' | 'not committed' | 'there already' | 'no git' | 'not asked'

export async function firstCommit(folder: string): Promise<Repository> {
  const git = (...args: string[]) => run(folder, args)
  if (!(await git('--version')).ok) return 'no git'
  if ((await git('rev-parse', '--is-inside-work-tree')).ok) return 'there already'
  const branch = (await git('config', 'init.defaultBranch')).ok ? [] : ['--initial-branch', 'main']
  if (!(await git('init', ...branch)).ok) return 'no git'
  const committed =
    (await git('add', '--all')).ok && (await git('commit', '--message', 'Made with create-ferry-app')).ok
  return committed ? 'committed' : 'not committed'
}

function run(cwd: string, args: readonly string[]): Promise<{ readonly ok: boolean }> {
  return new Promise((resolve) => {
    execFile('git', [...args], { cwd, timeout: 30_000 }, (error) => resolve({ ok: error === null }))
  })
}
