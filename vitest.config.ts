/**
 * Projects. React has two builds, so `unit` runs everything in ordinary React, `rsc` runs `*.rsc.test.ts(x)`
 * under the `react-server` condition, as server components and server functions see it. `built` has tests of whole apps, each
 * built from the emitted package; `packed` tests what would be published, and needs the registry.
 */
import { defineConfig } from 'vitest/config'

const tests = [
  'packages/*/src/**/*.test.{ts,tsx}',
  'packages/*/test/**/*.test.{ts,tsx}',
  'create-app/**/*.test.{ts,tsx}',
  'scripts/**/*.test.mjs',
]
const rscTests = ['packages/**/*.rsc.test.{ts,tsx}']
const exclude = ['**/node_modules/**', '**/dist/**', '**/fixtures/**']
const setupFiles = ['./packages/ferry/test/setup/webpack-globals.ts']
const builtTests = ['packages/ferry/test/pipeline/**/*.test.ts']
const packedTests = ['create-app/test/**/*.test.ts']
const bundleCoverage = process.env.BUNDLE_COVERAGE ? ['./packages/ferry/test/setup/bundle-coverage.ts'] : []

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // A test that builds an app keeps a core busy; more workers than cores only makes every test slow.
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['packages/ferry/src/**/*.{ts,tsx}'],
      exclude: ['**/*.test.{ts,tsx}', '**/*.d.ts', '**/fixtures/**'],
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: tests,
          exclude: [...exclude, ...rscTests, ...builtTests, ...packedTests],
          setupFiles,
        },
      },
      {
        extends: true,
        test: {
          name: 'built',
          include: builtTests,
          exclude,
          globalSetup: './packages/ferry/test/setup/emit-package.ts',
          setupFiles: bundleCoverage,
        },
      },
      {
        extends: true,
        test: {
          name: 'packed',
          include: packedTests,
          exclude,
          globalSetup: './create-app/test/setup/pack-packages.ts',
          maxConcurrency: 2,
        },
      },
      {
        extends: true,
        resolve: { conditions: ['react-server', 'node', 'module', 'import', 'default'] },
        ssr: {
          resolve: {
            conditions: ['react-server', 'node', 'module', 'import', 'default'],
            externalConditions: ['react-server', 'node', 'module-sync'],
          },
        },
        test: {
          name: 'rsc',
          include: rscTests,
          exclude,
          setupFiles,
          pool: 'forks',
          // React's packages are CommonJS and require each other: Node itself has to know the condition.
          execArgv: ['--conditions=react-server'],
        },
      },
    ],
  },
})
