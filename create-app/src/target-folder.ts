/** Whether an app may be written into a folder: nobody's files are ever in danger. */
import { readdirSync } from 'node:fs'
import { Problem, problems } from './problem.ts'

/** Passes for a folder that is not there yet, and for one that holds nothing but what a new repository begins with. */
export function checkTarget(folder: string): void {
  const taken = inTheWay(entriesOf(folder))
  if (taken.length > 0) throw new Problem(problems.folderTaken, `${folder} has:\n${listed(taken)}`)
}

/** What a new repository, an editor or a file browser leaves in a folder. `.gitignore` is added to, a README stays as it is. */
const HARMLESS =
  /^(?:\.git|\.github|\.gitlab-ci\.yml|\.gitattributes|\.gitignore|\.hg|\.svn|\.editorconfig|\.idea|\.vscode|\.ds_store|thumbs\.db|readme(?:\.md|\.txt)?|(?:un)?licen[cs]e(?:\.md|\.txt)?|copying)$/i

export function inTheWay(entries: readonly string[]): readonly string[] {
  return entries.filter((name) => !HARMLESS.test(name)).sort()
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'ENOENT') return []
    if (code === 'ENOTDIR') throw new Problem(problems.notAFolder, `${folder}, or a part of it, is a file.`, { cause })
    throw new Problem(problems.unwritable, `${folder} cannot be read (${String(code)}).`, { cause })
  }
}

const SHOWN = 12

function listed(names: readonly string[]): string {
  const more = names.length - SHOWN
  return [...names.slice(0, SHOWN), ...(more > 0 ? [`… and ${more} more`] : [])].map((name) => `  ${name}`).join('\n')
}
