/** The build context in which the runtime is prebuilt: that of no app. */
import { relative, sep } from 'node:path'
import type { FrameworkFiles } from '../framework-files.ts'
import type { ScriptContext } from '../webpack/script-rules.ts'

export function prebuiltContext(framework: FrameworkFiles): ScriptContext {
  return {
    dev: true,
    framework,
    typescript: { file: null },
    config: { transpilePackages: [] },
    functionId: () => {
      throw new Error('Ferry itself has no server functions.')
    },
    // Keys of references begin with it: no file of an app does.
    fileName: (resource) => `ferry:${relative(framework.packageDir, resource).split(sep).join('/')}`,
  }
}
