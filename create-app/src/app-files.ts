/** All files of the app that was chosen. */
import type { Choices } from './choices.ts'
import { gitignoreWith } from './gitignore.ts'
import { packageJsonOf } from './package-json.ts'
import { settingsOf } from './package-manager-settings.ts'
import { withTailwind } from './tailwind.ts'
import { type AppFiles, readTemplate, type Templates, textOf } from './templates.ts'

export function appFiles(choices: Choices, templates: Templates): AppFiles {
  const template = readTemplate(templates, choices)
  const files = choices.tailwind ? withTailwind(template) : template
  const settings = settingsOf(choices.packageManager)
  const packageJson = packageJsonOf(textOf(files, 'package.json'), {
    folder: choices.folder,
    devDependencies: choices.tailwind ? templates.tailwind : {},
    fields: settings.fields,
  })
  return new Map([
    ...files,
    ...Object.entries(settings.files).map(([path, text]) => [path, Buffer.from(text)] as const),
    ['.gitignore', Buffer.from(gitignoreWith(textOf(files, '.gitignore'), IGNORED))],
    ['package.json', Buffer.from(packageJson)],
  ])
}

const IGNORED = 'node_modules/\ndist/\n.ferry/\nferry-env.d.ts\n.env*.local\n'
