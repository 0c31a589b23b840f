import { expect, test } from 'vitest'
import { runningPackageManager, runScript } from './package-manager.ts'

test.each([
  ['npm/11.19.1 node/v20.20.2 linux x64 workspaces/false', 'npm'],
  ['pnpm/10.30.1 npm/? node/v20.20.2 linux x64', 'pnpm'],
  ['yarn/1.22.22 npm/? node/v20.20.2 linux x64', 'yarn'],
  ['bun/1.3.0 npm/? node/v24.3.0 linux x64', 'bun'],
  ['deno/2.0.0', 'npm'],
  [undefined, 'npm'],
])('%s is %s', (agent, name) => {
  expect(runningPackageManager({ npm_config_user_agent: agent })).toBe(name)
})

test.each([
  ['npm', 'npm run dev'],
  ['pnpm', 'pnpm dev'],
  ['yarn', 'yarn dev'],
  ['bun', 'bun run dev'],
] as const)('%s runs a script with “%s”', (name, command) => {
  expect(runScript(name, 'dev')).toBe(command)
})
