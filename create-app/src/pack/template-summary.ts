/** The line that says what a template is. */
import { type AppFiles, textOf } from '../templates.ts'

/** The `description` of its package.json, else the first sentence of its README. */
export function summaryOf(files: AppFiles): string {
  const { description } = JSON.parse(textOf(files, 'package.json') || '{}') as { description?: string }
  if (description !== undefined) return description.replace(/\.$/, '')
  const paragraph = textOf(files, 'README.md').split(/\n{2,}/)[1] ?? ''
  return paragraph.replaceAll('\n', ' ').split(/\.(?:\s|$)/)[0] ?? ''
}
