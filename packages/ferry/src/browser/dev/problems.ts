/** What is wrong at the moment: with the build, or, where that is right, with this page. */
import type { DevProblem } from '../../protocol/dev-problem.ts'
import { ask } from './ask.ts'
import type { PageError } from './page-errors.ts'

export interface Problems {
  readonly list: readonly DevProblem[]
  /** React has given up on a part of the page. */
  readonly isPageBroken: boolean
  setBuild(problems: readonly DevProblem[]): void
  /** Resolves when it is in the list. */
  addPageError(error: PageError): Promise<void>
  clearPage(): void
}

const MOST = 20

/** @param onChange `opens`: the reader should see it at once */
export function createProblems(onChange: (opens: boolean) => void): Problems {
  let build: readonly DevProblem[] = []
  let page: readonly DevProblem[] = []
  const known = new Set<string>()
  let generation = 0
  let isPageBroken = false

  return {
    get list() {
      return build.length > 0 ? build : page
    },
    get isPageBroken() {
      return isPageBroken
    },
    setBuild(problems) {
      const changes = problems.length > 0 || build.length > 0
      build = problems
      if (changes) onChange(problems.length > 0)
    },
    async addPageError(error) {
      const key = error.digest || `${error.message}\n${error.stack}`
      if (known.has(key) || page.length >= MOST) return
      known.add(key)
      isPageBroken ||= error.breaksPage
      const since = generation
      const problem = await resolve(error)
      // Mended meanwhile.
      if (since !== generation) return
      page = [...page, problem]
      onChange(!error.isHandled)
    },
    clearPage() {
      generation++
      known.clear()
      isPageBroken = false
      if (page.length === 0) return
      page = []
      onChange(false)
    },
  }
}

/** With the places in the sources, which the server knows; as it is when that cannot be had. */
async function resolve(error: PageError): Promise<DevProblem> {
  const { kind, name, message, stack } = error
  const plain: DevProblem = {
    kind,
    name,
    message,
    stack: stack
      .split('\n')
      .filter((line) => line !== '' && !message.includes(line))
      .slice(1)
      .map((line) => ({ name: line.trim(), own: false })),
  }
  return (await ask<DevProblem>('problem', error).catch(() => undefined)) ?? plain
}
