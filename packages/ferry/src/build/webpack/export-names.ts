/** The names behind `export * from '…'`, asked of the files themselves; the transform alone cannot see them. */
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { transform as compile } from '@swc/core'
import type { LoaderContext } from 'webpack'
import { listExportNames } from '../directives/export-names.ts'

export async function exportNamesOf(loader: LoaderContext<object>, specifier: string): Promise<readonly string[]> {
  const resolve = loader.getResolve({ dependencyType: 'esm' })
  const seen = new Set<string>()

  const namesIn = async (folder: string, request: string): Promise<string[]> => {
    const file = await resolve(folder, request)
    if (typeof file !== 'string' || seen.has(file)) return []
    seen.add(file)
    loader.addDependency(file)
    const found = listExportNames(await javascriptOf(file))
    if (!found) throw new Error(`${file} is not a script.`)
    const behind = await Promise.all(found.stars.map((star) => namesIn(dirname(file), star)))
    return [...found.names, ...behind.flat().filter((name) => name !== 'default')]
  }
  return [...new Set(await namesIn(loader.context, specifier))].sort()
}

/** Types and JSX removed, as the rules for scripts do it. */
export async function javascriptOf(file: string): Promise<string> {
  const source = await readFile(file, 'utf8')
  if (!/\.([mc]?tsx?|jsx)$/.test(file) && !source.includes('<')) return source
  const { code } = await compile(source, {
    swcrc: false,
    configFile: false,
    filename: file,
    jsc: {
      parser: /ts|tsx$/.test(file)
        ? { syntax: 'typescript', tsx: file.endsWith('x'), decorators: true }
        : { syntax: 'ecmascript', jsx: true, decorators: true },
      target: 'esnext',
      transform: { react: { runtime: 'automatic' } },
    },
  })
  return code
}
