/** Installs what the app depends on, with the package manager that was chosen; its own words go to the terminal. */
import { spawn } from 'node:child_process'
import type { Choices } from './choices.ts'
import type { Terminal } from './terminal.ts'

export type Installed = 'done' | 'failed' | 'not asked'

export async function installDependencies(
  { folder, packageManager }: Pick<Choices, 'folder' | 'packageManager'>,
  terminal: Terminal,
): Promise<Installed> {
  terminal.out(`\nInstalling with ${packageManager}, in ${folder}\n`)
  // An interrupt ends the install; this process lives on to say what is there.
  const outlive = () => undefined
  process.on('SIGINT', outlive)
  try {
    return (await runInstall(packageManager, folder, terminal)) ? 'done' : 'failed'
  } finally {
    process.off('SIGINT', outlive)
  }
}

function runInstall(packageManager: string, cwd: string, { env, err }: Terminal): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(packageManager, ['install'], {
      cwd,
      stdio: 'inherit',
      // In production package managers leave out what the build needs.
      env: { ...env, NODE_ENV: 'development' },
      // On Windows package managers are scripts, which only a shell runs. Nothing a user typed is in these words.
      shell: process.platform === 'win32',
    })
    child.once('error', (error) => {
      err('code' in error && error.code === 'ENOENT' ? `${packageManager} is not installed.` : error.message)
      resolve(false)
    })
    child.once('exit', (code) => resolve(code === 0))
  })
}
