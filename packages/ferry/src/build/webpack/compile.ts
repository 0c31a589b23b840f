/** Runs a webpack compiler once and gives its compilation, or throws what is wrong with the app. */
import webpack, { type Compilation, type Compiler, type Configuration } from 'webpack'
import { buildFailed } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'

export function createCompiler(configuration: Configuration): Compiler {
  const compiler = webpack(configuration)
  if (!compiler) throw new FerryError(buildFailed, 'webpack made no compiler from this configuration.')
  return compiler
}

/** May be called again on the same compiler: what did not change is not compiled again. */
export function runCompiler(compiler: Compiler): Promise<Compilation> {
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      if (stats) resolve(stats.compilation)
      else reject(error ?? new Error('webpack ended without a result.'))
    })
  })
}

/** Writes the persistent cache. */
export function closeCompiler(compiler: Compiler): Promise<void> {
  return new Promise((resolve, reject) => {
    compiler.close((error) => (error ? reject(error) : resolve()))
  })
}
