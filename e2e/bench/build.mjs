/** Builds what the benchmark compares: the Ferry app, the bare server, and the bundle of React's own browser parts. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

export const here = fileURLToPath(new URL('.', import.meta.url))
export const work = join(here, '.work')
const ferryRoot = fileURLToPath(new URL('../../packages/ferry/', import.meta.url))
const require = createRequire(join(ferryRoot, 'package.json'))

export function buildFerryApp() {
  const result = spawnSync(process.execPath, [join(ferryRoot, 'bin/ferry.js'), 'build'], {
    cwd: join(here, 'app'),
    encoding: 'utf8',
  })
  if (result.status !== 0) throw new Error(`ferry build failed:\n${result.stdout}\n${result.stderr}`)
}

export async function buildBareServer() {
  await bundle({
    name: 'bare',
    target: 'node20',
    entry: join(here, 'bare/server.jsx'),
    output: { path: work, filename: 'bare.cjs', library: { type: 'commonjs2' } },
    optimization: { minimize: false },
  })
  return join(work, 'bare.cjs')
}

/**
 * gzip bytes of what Ferry uses of react, react-dom/client and the Flight client, with webpack's runtime: minified by swc, as
 * apps are, and by Oxc, as React is that Ferry publishes for all of them.
 */
export async function reactFloor() {
  const bySwc = await bundleFloor(true)
  const { minify } = require('oxc-minify')
  const options = {
    compress: { target: 'es2022' },
    mangle: true,
    codegen: { removeWhitespace: true, legalComments: 'none' },
  }
  const byOxc = (await minify('floor.js', await bundleFloor(false), options)).code
  return { bySwc: gzipSync(bySwc, { level: 9 }).length, byOxc: gzipSync(byOxc, { level: 9 }).length }
}

async function bundleFloor(minimize) {
  mkdirSync(work, { recursive: true })
  const entry = join(work, 'floor.js')
  writeFileSync(
    entry,
    `import * as React from 'react'
import { hydrateRoot } from 'react-dom/client'
import { createFromReadableStream, createServerReference, encodeReply } from 'react-server-dom-webpack/client'
self.keep = [React.startTransition, React.use, hydrateRoot, createFromReadableStream, createServerReference, encodeReply]
import('./floor-lazy.js').then((module) => self.keep.push(module))
`,
  )
  writeFileSync(join(work, 'floor-lazy.js'), 'export const lazy = 1\n')
  const { swcMinify, default: Minimizer } = require('minimizer-webpack-plugin')
  const out = join(work, 'floor')
  rmSync(out, { recursive: true, force: true })
  await bundle({
    name: 'floor',
    target: ['web', 'es2022'],
    entry,
    output: { path: out, filename: 'floor.js', chunkFilename: 'lazy.js' },
    optimization: {
      minimize,
      minimizer: [
        new (Minimizer ?? require('minimizer-webpack-plugin'))({
          minify: swcMinify ?? require('minimizer-webpack-plugin').swcMinify,
        }),
      ],
    },
  })
  return readFileSync(join(out, 'floor.js'), 'utf8')
}

/** gzip bytes of every script that the document of `/` names (entry and preloads). */
export function documentScripts(html) {
  const names = new Set([...html.matchAll(/\/_ferry\/assets\/([^"'\\ ]+\.js)/g)].map((match) => match[1]))
  let bytes = 0
  for (const name of names) bytes += gzipSync(readFileSync(join(here, 'app/dist/assets', name)), { level: 9 }).length
  return { bytes, files: [...names] }
}

function bundle(config) {
  const webpack = require('webpack')
  const compiler = webpack({
    mode: 'production',
    context: ferryRoot,
    devtool: false,
    performance: false,
    module: {
      rules: [
        {
          test: /\.jsx$/,
          loader: require.resolve('swc-loader'),
          options: {
            jsc: {
              parser: { syntax: 'ecmascript', jsx: true },
              transform: { react: { runtime: 'automatic' } },
              target: 'es2022',
            },
          },
        },
      ],
    },
    resolve: { modules: [join(ferryRoot, 'node_modules'), 'node_modules'] },
    ...config,
  })
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      compiler.close(() => {})
      if (error) reject(error)
      else if (stats.hasErrors()) reject(new Error(stats.toString({ all: false, errors: true })))
      else resolve()
    })
  })
}

export function functionIds() {
  const manifest = JSON.parse(readFileSync(join(here, 'app/dist/manifest.json'), 'utf8'))
  const ids = {}
  for (const [id, entry] of Object.entries(manifest.functions)) ids[entry.source.split('#')[1]] = id
  return ids
}

export function assetNames() {
  return readdirSync(join(here, 'app/dist/assets'))
}
