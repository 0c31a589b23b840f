/** The host bundle, dist/server.js. */
import type { BuildContext } from './build-context.ts'
import { closeCompiler, createCompiler, runCompiler } from './webpack/compile.ts'
import { hostConfig } from './webpack/host-config.ts'
import { problemsOf } from './webpack/problems.ts'

export async function buildHost(context: BuildContext): Promise<void> {
  const compiler = createCompiler(hostConfig(context))
  const compilation = await runCompiler(compiler)
  const { errors } = problemsOf(compilation, context, { clientModules: [], functionModules: [], routes: new Map() })
  await closeCompiler(compiler)
  if (errors.length > 0) throw new AggregateError(errors, 'The host could not be compiled.')
}
