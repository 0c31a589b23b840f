/** Which modules of the browser graph share a file. */
import { createHash } from 'node:crypto'
import type { ChunkGraph, Configuration, Module } from 'webpack'
import { STYLE_TYPE } from './style-runtime.ts'

type SplitChunks = NonNullable<Configuration['optimization']>['splitChunks']

const REACT = /[\\/]node_modules[\\/](react|react-dom|scheduler|react-server-dom-webpack)[\\/]/

/** Also the chunk's id where React is prebuilt. */
export const REACT_CHUNK = 'react'

/** React stays in a browser's cache while the app changes. */
export function reactGroup(test: RegExp | ((module: Module) => boolean) = REACT) {
  return { test, chunks: 'initial', name: REACT_CHUNK, enforce: true, priority: 30 } as const
}

export function splitChunks(dev: boolean): SplitChunks {
  const shared = sharedSheets()
  return {
    chunks: 'async',
    minSize: 10_000,
    maxAsyncRequests: 8,
    cacheGroups: {
      defaultVendors: false,
      react: reactGroup(),
      styles: { type: STYLE_TYPE, chunks: 'async', minChunks: 2, enforce: true, priority: 20, ...shared },
      default: !dev && { minChunks: 2, reuseExistingChunk: true, priority: 10 },
    },
  }
}

/** In `ferry dev`: a file for each, whose name does not depend on which pages have been asked for so far. */
export function splitByModule(): SplitChunks {
  const name = (module: Module) => `sheet-${shortHash(module.nameForCondition() ?? module.identifier())}`
  return {
    chunks: 'async',
    cacheGroups: {
      default: false,
      defaultVendors: false,
      styles: { type: STYLE_TYPE, chunks: 'async', minChunks: 1, enforce: true, name },
    },
  }
}

/**
 * Style sheets that are used together are one file, and nothing is in two files. webpack asks for a name per combination
 * of chunks; the answer must be the same for all of them, so it is made from all users of the module.
 */
function sharedSheets() {
  const users = new WeakMap<Module, string>()
  return {
    test(module: Module, { chunkGraph }: { chunkGraph: ChunkGraph }): boolean {
      const names = [...chunkGraph.getModuleChunksIterable(module)].map((chunk) => chunk.name ?? chunk.debugId)
      users.set(module, names.sort().join())
      return true
    },
    name: (module: Module) => `sheet-${shortHash(users.get(module) ?? '')}`,
  }
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
