/** Packs what would be published, once for all tests of this folder. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    packed: { readonly ferry: PackedPackage; readonly 'create-ferry-app': PackedPackage }
  }
}

export interface PackedPackage {
  /** Absolute path of the tarball. */
  readonly tarball: string
  /** Paths in it. */
  readonly files: readonly string[]
  /** Bytes, unpacked. */
  readonly size: number
}

const repository = fileURLToPath(new URL('../../../', import.meta.url))
const execute = promisify(execFile)

export default async function packPackages({ provide }: TestProject): Promise<() => void> {
  // Inside the repository, so that the dependencies are found where they are when it is published.
  mkdirSync(join(repository, '.work'), { recursive: true })
  const folder = mkdtempSync(join(repository, '.work/packed-'))
  provide('packed', {
    ferry: await packFerry(folder),
    'create-ferry-app': await pack(join(repository, 'create-app'), folder, []),
  })
  return () => rmSync(folder, { recursive: true, force: true })
}

/** Other tests run what is in dist/ meanwhile: a copy of it is prepared. */
async function packFerry(folder: string): Promise<PackedPackage> {
  const source = join(repository, 'packages/ferry')
  if (!existsSync(join(source, 'dist/config.js'))) throw new Error('There is no build: npm run build -w ferry')
  const copy = join(folder, 'ferry')
  mkdirSync(copy)
  for (const path of ['package.json', 'README.md', 'LICENSE', 'env.d.ts', 'bin']) {
    cpSync(join(source, path), join(copy, path), { recursive: true })
  }
  const prebuilt = join(source, 'dist/prebuilt')
  cpSync(join(source, 'dist'), join(copy, 'dist'), { recursive: true, filter: (path) => path !== prebuilt })
  // In a process of its own: it loads webpack.
  const script = `import { preparePackage } from ${JSON.stringify(pathToFileURL(join(repository, 'scripts/prepare-package.mjs')))}
await preparePackage(${JSON.stringify(copy)}, ${JSON.stringify(source)})`
  await execute(process.execPath, ['--input-type=module', '--eval', script], { cwd: copy })
  return pack(copy, folder, ['--ignore-scripts'])
}

async function pack(cwd: string, folder: string, options: readonly string[]): Promise<PackedPackage> {
  const { stdout } = await execute('npm', ['pack', '--json', '--silent', '--pack-destination', folder, ...options], {
    cwd,
    maxBuffer: 64 * 1024 * 1024,
  })
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [
    { filename: string; unpackedSize: number; files: { path: string }[] },
  ]
  const files = packed.files.map(({ path }) => path).sort()
  return { tarball: join(folder, packed.filename), files, size: packed.unpackedSize }
}
