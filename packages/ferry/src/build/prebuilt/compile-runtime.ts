/** Compiles one bundle of a prebuilt runtime. */
import type { Compilation, Configuration } from 'webpack'
import { buildFailed } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import { closeCompiler, createCompiler, runCompiler } from '../webpack/compile.ts'

export async function compileRuntime(configuration: Configuration): Promise<Compilation> {
  const compiler = createCompiler(configuration)
  const compilation = await runCompiler(compiler)
  await closeCompiler(compiler)
  const [error] = compilation.errors
  if (error) throw new FerryError(buildFailed, `The prebuilt runtime: ${error.message}`, { cause: error })
  return compilation
}
