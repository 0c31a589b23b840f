/** Tells an edit of what browsers load from an addition to it: an open page has to follow the first and not the second. */
import type { Compilation } from 'webpack'
import { resourceOf } from '../webpack/module-facts.ts'

export class BrowserVersion {
  readonly #generated: ReadonlySet<string>
  #hashes = new Map<string, string>()
  #count = 0

  /** @param generated files whose text grows with what was asked for */
  constructor(generated: readonly string[]) {
    this.#generated = new Set(generated)
  }

  /** Grows with every edit. */
  get count(): number {
    return this.#count
  }

  take(compilation: Compilation): void {
    const { chunkGraph } = compilation
    const hashes = new Map<string, string>()
    for (const module of compilation.modules) {
      if (this.#generated.has(resourceOf(module)?.replace(/\?.*$/, '') ?? '')) continue
      const [runtime] = chunkGraph.getModuleRuntimes(module)
      if (runtime === undefined) continue
      hashes.set(module.identifier(), chunkGraph.getModuleHash(module, runtime))
    }
    const isEdit = [...this.#hashes].some(([name, hash]) => hashes.get(name) !== hash)
    this.#hashes = hashes
    if (isEdit) this.#count++
  }
}
