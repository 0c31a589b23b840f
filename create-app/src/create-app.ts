/** `create-app`: from the words of the command line to an app in a folder, and an exit code: 0 done, 1 failed, 2 wrong usage. */
import { appFiles } from './app-files.ts'
import { readArguments } from './arguments.ts'
import type { Wishes } from './choices.ts'
import { firstCommit } from './first-commit.ts'
import { help } from './help.ts'
import { installDependencies } from './install-dependencies.ts'
import { nextSteps } from './next-steps.ts'
import { formatProblem, Problem } from './problem.ts'
import { settleChoices } from './settle-choices.ts'
import { readTemplates, type Templates } from './templates.ts'
import type { Terminal } from './terminal.ts'
import { ownVersion } from './version.ts'
import { writeApp } from './write-app.ts'

/** @param packed The folder that `pack/` wrote the templates into. */
export async function createApp(argv: readonly string[], terminal: Terminal, packed: string): Promise<number> {
  try {
    const templates = readTemplates(packed)
    const order = readArguments(argv, templates.list)
    switch (order.kind) {
      case 'help':
        terminal.out(help(templates.list))
        return 0
      case 'version':
        terminal.out(ownVersion())
        return 0
      case 'create':
        return await create(order.wishes, templates, terminal)
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    terminal.err(formatProblem(error, terminal.color))
    return error.entry.exitCode
  }
}

async function create(wishes: Wishes, templates: Templates, terminal: Terminal): Promise<number> {
  const choices = await settleChoices(wishes, templates.list, terminal)
  const kept = writeApp(choices.folder, appFiles(choices, templates))
  const installed = choices.install ? await installDependencies(choices, terminal) : 'not asked'
  const repository = choices.git ? await firstCommit(choices.folder) : 'not asked'
  terminal.out(nextSteps({ choices, cwd: terminal.cwd, kept, installed, repository }))
  return installed === 'failed' ? 1 : 0
}
