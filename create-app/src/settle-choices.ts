/** What the command line leaves open: asked for when somebody is there, else by default. */
import { resolve } from 'node:path'
import type { Choices, Wishes } from './choices.ts'
import { runningPackageManager } from './package-manager.ts'
import { Problem, problems } from './problem.ts'
import { questionsFor } from './questions.ts'
import { checkTarget } from './target-folder.ts'
import type { Template } from './templates.ts'
import type { Terminal } from './terminal.ts'

export async function settleChoices(
  wishes: Wishes,
  templates: readonly Template[],
  terminal: Terminal,
): Promise<Choices> {
  const ask = terminal.interactive && !wishes.yes ? questionsFor(terminal) : null
  if (wishes.folder === undefined && !terminal.interactive && !wishes.yes) {
    throw new Problem(problems.usage, 'There is nobody to ask: name a folder, or say --yes for “my-app”.')
  }
  const folder = resolve(terminal.cwd, wishes.folder ?? (await ask?.folder()) ?? 'my-app')
  // Before any other question: it would be asked for nothing.
  checkTarget(folder)
  return {
    folder,
    template: wishes.template ?? (await ask?.template(templates)) ?? templates[0]?.name ?? '',
    language: wishes.language ?? (await ask?.language()) ?? 'ts',
    tailwind: wishes.tailwind ?? (await ask?.tailwind()) ?? false,
    packageManager: wishes.packageManager ?? runningPackageManager(terminal.env),
    install: wishes.install,
    git: wishes.git,
  }
}
