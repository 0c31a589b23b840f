/** What is said at the end: what there is now, and what to type next. */
import { isAbsolute, relative } from 'node:path'
import type { Choices } from './choices.ts'
import type { Repository } from './first-commit.ts'
import type { Installed } from './install-dependencies.ts'
import { runScript } from './package-manager.ts'

export interface Outcome {
  readonly choices: Choices
  readonly cwd: string
  /** Files that were there and stay as they are. */
  readonly kept: readonly string[]
  readonly installed: Installed
  readonly repository: Repository
}

export function nextSteps({ choices, cwd, kept, installed, repository }: Outcome): string {
  const { folder, packageManager } = choices
  const way = relative(cwd, folder)
  const steps = [
    ...(way === '' ? [] : [`cd ${quoted(way.startsWith('..') || isAbsolute(way) ? folder : way)}`]),
    ...(installed === 'done' ? [] : [`${packageManager} install`]),
    runScript(packageManager, 'dev'),
  ]
  return [
    '',
    ...(installed === 'failed' ? failedInstall(packageManager, folder) : [`Your app is in ${folder}`]),
    ...kept.map((path) => `${path} was there already and stays as it is.`),
    ...(repository === 'not committed'
      ? ['git has a repository, but no commit yet: it does not know who you are.']
      : []),
    '',
    'Next:',
    ...steps.map((step) => `  ${step}`),
    '',
    'Then open http://localhost:3000',
    '',
  ].join('\n')
}

function failedInstall(packageManager: string, folder: string): readonly string[] {
  return [
    `“${packageManager} install” failed; it says why above. The app itself is complete, in ${folder}:`,
    'once the cause is mended, go on from there.',
  ]
}

/** As a shell reads it as one word. */
function quoted(path: string): string {
  if (/^[\w./\\:@+-]+$/.test(path)) return path.startsWith('-') ? `./${path}` : path
  return `"${path.replace(/["$`]/g, '\\$&')}"`
}
