/** What a package manager has to find in an app, so that it installs and builds without a word. */
import type { PackageManager } from './package-manager.ts'

interface Settings {
  /** Path to text. */
  readonly files: Readonly<Record<string, string>>
  /** Fields of package.json. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** The one dependency with an install script, which serves only platforms that have no binary. */
const SCRIPTED = '@swc/core'

export function settingsOf(packageManager: PackageManager): Settings {
  switch (packageManager) {
    case 'npm':
      return { files: {}, fields: { allowScripts: { [SCRIPTED]: false } } }
    case 'pnpm':
      // The first is for version 11 and newer, the second for version 10.
      return {
        files: {
          'pnpm-workspace.yaml': `allowBuilds:\n  "${SCRIPTED}": false\nignoredBuiltDependencies:\n  - "${SCRIPTED}"\n`,
        },
        fields: {},
      }
    case 'yarn':
      return { files: { '.yarnrc.yml': 'nodeLinker: node-modules\n' }, fields: {} }
    case 'bun':
      return { files: {}, fields: {} }
  }
}
