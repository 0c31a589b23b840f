/** What went wrong on the server lately, by the digest under which the browser knows it. */
import type { DevProblem } from '../protocol/dev-problem.ts'

const MOST = 100

export class KnownProblems {
  readonly #byDigest = new Map<string, DevProblem>()

  add(problem: DevProblem): void {
    if (problem.digest === undefined) return
    this.#byDigest.set(problem.digest, problem)
    const [oldest] = this.#byDigest.keys()
    if (this.#byDigest.size > MOST && oldest !== undefined) this.#byDigest.delete(oldest)
  }

  get(digest: string): DevProblem | undefined {
    return this.#byDigest.get(digest)
  }
}
