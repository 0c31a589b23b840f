/** Compiles as often as asked, each time with a compiler of its own: what has been read out of a compilation is all that stays in memory. */
import type { Compilation, Configuration } from 'webpack'
import { closeCompiler, createCompiler, runCompiler } from './compile.ts'

export interface SingleRuns {
  run<T>(read: (compilation: Compilation) => T): Promise<T>
  /** The persistent cache is written. */
  close(): Promise<void>
}

/** The cache of one run is written while the caller goes on; the next run begins with it. */
export function singleRuns(configuration: Configuration): SingleRuns {
  let closing: Promise<void> = Promise.resolve()
  return {
    async run(read) {
      await closing
      const compiler = createCompiler(configuration)
      try {
        return read(await runCompiler(compiler))
      } finally {
        closing = closeCompiler(compiler)
        // `close` tells.
        closing.catch(() => {})
      }
    },
    close: () => closing,
  }
}
