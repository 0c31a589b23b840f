/** `ferry init` */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from '../command.ts'
import { applyPlan } from '../init/apply.ts'
import { refuseConflicts } from '../init/conflicts.ts'
import type { FerryVersions } from '../init/package-edit.ts'
import { planInit } from '../init/plan.ts'
import { readProject } from '../init/project.ts'
import { initReport } from '../init/report.ts'

export const init: Command = {
  usage: 'ferry init [dir] [--dry-run]',
  description:
    'Adds Ferry to an Express or React project: a first page, scripts under free names, what .gitignore lacks. Nothing that is there is touched. With a folder, the app goes there.',
  options: { 'dry-run': { type: 'boolean', help: 'Only say what would be added' } },
  positionals: 1,
  async run({ options, positionals }) {
    const project = readProject(resolve(positionals[0] ?? '.'))
    refuseConflicts(project)
    const plan = planInit(project, ownVersions())
    const dryRun = options['dry-run'] === true
    if (!dryRun) applyPlan(project.root, plan)
    console.log(initReport(project, plan, dryRun))
    return 0
  },
}

function ownVersions(): FerryVersions {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  const { version, dependencies } = JSON.parse(text) as { version: string; dependencies: { react: string } }
  return { version, react: dependencies.react }
}
