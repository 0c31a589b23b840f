/** All files of the app that was chosen. */
import type { Choices } from './choices.ts'
import { gitignoreWith } from './gitignore.ts'
import { packageJsonOf } from './package-json.ts'
import type { PackageManager } from './package-manager.ts'
import { withTailwind } from './tailwind.ts'
import { type AppFiles, readTemplate, type Templates } from './templates.ts'

export function appFiles(choices: Choices, templates: Templates): AppFiles {
  const template = readTemplate(templates, choices)
  const files = choices.tailwind ? withTailwind(template) : template
  const packages = choices.tailwind ? templates.tailwind : {}
  return new Map([
    ...files,
    ...settingsOf(choices.packageManager),
    ['.gitignore', Buffer.from(gitignoreWith(textOf(files, '.gitignore'), IGNORED))],
    ['package.json', Buffer.from(packageJsonOf(textOf(files, 'package.json'), choices.folder, packages))],
  ])
}

const IGNORED = 'node_modules/\ndist/\n.ferry/\nferry-env.d.ts\n.env*.local\n'

/** What a package manager has to be told so that the app installs and builds without a word. */
function settingsOf(packageManager: PackageManager): [string, Buffer][] {
  switch (packageManager) {
    case 'pnpm':
      // Its install script only serves platforms for which there is no binary.
      return [
        [
          'pnpm-workspace.yaml',
          Buffer.from('allowBuilds:\n  "@swc/core": false\nignoredBuiltDependencies:\n  - "@swc/core"\n'),
        ],
      ]
    case 'yarn':
      return [['.yarnrc.yml', Buffer.from('nodeLinker: node-modules\n')]]
    default:
      return []
  }
}

function textOf(files: AppFiles, path: string): string {
  return files.get(path)?.toString('utf8') ?? ''
}
