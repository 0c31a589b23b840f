/** What can go wrong, each with what to do about it and the exit code it ends with. */

interface ProblemEntry {
  /** One sentence: what happened. */
  readonly title: string
  /** What to do; empty when there is nothing to mend. */
  readonly hint: string
  /** 1 failed, 2 wrong usage. */
  readonly exitCode: 1 | 2
}

export const problems = {
  usage: {
    title: 'The command line is not understood.',
    hint: 'See create-app --help.',
    exitCode: 2,
  },
  oldNode: {
    title: 'This Node.js is too old.',
    hint: 'Install a newer one: https://nodejs.org',
    exitCode: 1,
  },
  folderTaken: {
    title: 'The folder is not empty, and nothing in it will be overwritten.',
    hint: 'Choose another folder, or move these files away.',
    exitCode: 1,
  },
  notAFolder: {
    title: 'There is a file where the folder should be.',
    hint: 'Choose another name, or move the file away.',
    exitCode: 1,
  },
  unwritable: {
    title: 'The app could not be written.',
    hint: 'See that the folder is yours and the disk has room, remove what is there of the app, and try again.',
    exitCode: 1,
  },
  cancelled: {
    title: 'Cancelled: nothing was written.',
    hint: '',
    exitCode: 1,
  },
} as const satisfies Record<string, ProblemEntry>

export class Problem extends Error {
  readonly entry: ProblemEntry

  constructor(entry: ProblemEntry, message: string, details: { cause?: unknown } = {}) {
    super(message, details)
    this.name = 'Problem'
    this.entry = entry
  }
}

/** As terminal text: what, why, and what to do. */
export function formatProblem(problem: Problem, color: boolean): string {
  const paint = (text: string, style: number) => (color ? `\u001b[${style}m${text}\u001b[0m` : text)
  const { title, hint } = problem.entry
  return [paint(title, 31), problem.message, hint === '' ? '' : `${paint('To mend it:', 1)} ${hint}`]
    .filter((part) => part !== '')
    .join('\n\n')
}
