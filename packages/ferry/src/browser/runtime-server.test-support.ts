/** A server that answers the browser runtime with pages and calls written down by a test. */
import { mkdtemp, readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createElement, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import webpack from 'webpack'

/** `['p', { id: 'a' }, 'text', ['b', {}, 'bold']]` */
export type Markup = string | readonly [tag: string, props: Readonly<Record<string, unknown>>, ...children: Markup[]]

export interface TestPage {
  readonly url: string
  readonly version: number
  readonly body: readonly Markup[]
  readonly build?: string
}

export interface TestRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Respond = (response: ServerResponse, request: TestRequest) => void | Promise<void>

export interface RuntimeServer {
  readonly origin: string
  readonly requests: TestRequest[]
  /** `GET /a` is a document, `GET /_ferry/payload/a` a navigation, `POST /_ferry/action/<id>` a call. */
  on(route: string, respond: Respond): void
  reset(): void
  close(): void
}

export const BUILD = 'build-1'

export async function startRuntimeServer(assets: string): Promise<RuntimeServer> {
  const routes = new Map<string, Respond>()
  const requests: TestRequest[] = []
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    const path = incoming.url ?? '/'
    if (path.startsWith('/_ferry/assets/')) {
      const script = await readFile(join(assets, path.slice('/_ferry/assets/'.length))).catch(() => null)
      return response.writeHead(script ? 200 : 404, { 'content-type': 'text/javascript' }).end(script)
    }
    if (path === '/favicon.ico') return response.writeHead(204).end()
    for await (const chunk of incoming) chunks.push(chunk)
    const request = {
      method: incoming.method ?? '',
      path,
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
    }
    requests.push(request)
    const respond = routes.get(`${request.method} ${path}`)
    if (respond) return respond(response, request)
    response.writeHead(404, { 'content-type': 'text/html' }).end('<title>Nothing here</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    on: (route, respond) => void routes.set(route, respond),
    reset() {
      routes.clear()
      requests.length = 0
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The document of a page, the payload inlined, the runtime loaded. */
export function documentOf(page: TestPage): Respond {
  const scripts = [
    `self.__ferry_c=${JSON.stringify({ build: BUILD, basePath: '' })}`,
    `(self.__ferry_p||=[]).push(${JSON.stringify(`0:${payloadOf(page)}\n`)});self.__ferry_p.push(0)`,
  ]
  const html = renderToString(elementOf(frameOf(page)))
  const tail = scripts.map((script) => `<script>${script}</script>`).join('')
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(
      `<!DOCTYPE html>${html.replace('</head>', () => `${tail}<script async src="/_ferry/assets/client.js"></script></head>`)}`,
    )
  }
}

export function navigationTo(page: TestPage): Respond {
  return (response) =>
    void response.writeHead(200, { 'content-type': 'text/x-component' }).end(`0:${payloadOf(page)}\n`)
}

/** An answer to a call. `result` is a row: JSON, or `E{"digest":"…"}`. */
export function answer(
  result: string,
  more: { page?: TestPage; redirect?: object; finished?: number; status?: number } = {},
): Respond {
  const { page, redirect, finished, status = 200 } = more
  const fields = [
    '"result":"$@1"',
    ...(page ? [`"page":${payloadOf(page)}`] : []),
    ...(redirect ? [`"redirect":${JSON.stringify(redirect)}`] : []),
    ...(finished === undefined ? [] : [`"finished":${finished}`]),
  ]
  return (response) =>
    void response.writeHead(status, { 'content-type': 'text/x-component' }).end(`0:{${fields.join()}}\n1:${result}\n`)
}

/** Bundles the runtime from its sources. */
export async function bundleRuntime(): Promise<string> {
  const output = await mkdtemp(join(tmpdir(), 'ferry-runtime-'))
  const compiler = webpack({
    mode: 'production',
    entry: fileURLToPath(new URL('./fixtures/runtime/client.ts', import.meta.url)),
    output: { path: output, filename: 'client.js', chunkFilename: '[id].js' },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          loader: 'swc-loader',
          options: {
            jsc: {
              parser: { syntax: 'typescript', tsx: true },
              transform: { react: { runtime: 'automatic' } },
              target: 'es2022',
            },
          },
        },
      ],
    },
    plugins: [new webpack.DefinePlugin({ __webpack_chunk_load__: '__webpack_require__.e' })],
    performance: false,
    optimization: { minimize: false, sideEffects: false },
  })
  await new Promise<void>((resolve, reject) => {
    compiler?.run((error, stats) => {
      if (error || stats?.hasErrors()) reject(error ?? new Error(stats?.toString()))
      else resolve()
    })
  })
  return output
}

function payloadOf({ url, version, build = BUILD, ...page }: TestPage): string {
  return JSON.stringify({
    build,
    version,
    url,
    tree: { key: '', segment: '', children: {} },
    segments: { '': flightOf(frameOf({ url, version, ...page })) },
    params: {},
    status: 200,
  })
}

function frameOf({ body }: TestPage): Markup {
  return ['html', {}, ['head', {}, ['title', {}, 'Test']], ['body', {}, ...body]]
}

function elementOf(markup: Markup): ReactNode {
  if (typeof markup === 'string') return markup
  const [tag, props, ...children] = markup
  return createElement(tag, props, ...children.map(elementOf))
}

function flightOf(markup: Markup): unknown {
  if (typeof markup === 'string') return markup
  const [tag, props, ...children] = markup
  const content = children.map(flightOf)
  return [
    '$',
    tag,
    null,
    { ...props, ...(content.length > 0 && { children: content.length === 1 ? content[0] : content }) },
  ]
}
