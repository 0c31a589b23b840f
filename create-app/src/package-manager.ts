/** npm, pnpm, yarn and bun: which one is running, what each is told, and what each needs to find in an app. */

export const packageManagers = ['npm', 'pnpm', 'yarn', 'bun'] as const

export type PackageManager = (typeof packageManagers)[number]

export function isPackageManager(name: string): name is PackageManager {
  return (packageManagers as readonly string[]).includes(name)
}

/** The one that started this process says so in `npm_config_user_agent`. Example: `pnpm/10.30.1 npm/? node/v20.20.2 linux x64` */
export function runningPackageManager(env: Readonly<Record<string, string | undefined>>): PackageManager {
  const name = env.npm_config_user_agent?.split('/')[0] ?? ''
  return isPackageManager(name) ? name : 'npm'
}

/** How a script of the app is run. */
export function runScript(packageManager: PackageManager, script: string): string {
  return packageManager === 'npm' || packageManager === 'bun'
    ? `${packageManager} run ${script}`
    : `${packageManager} ${script}`
}
