/** Decides whether a request is for a file: the browser build below `/_ferry/assets/`, or one of `public/`. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ASSET_PATH } from '../protocol/names.ts'
import { closeAfterAnswer, hasUnreadBody } from './close-connection.ts'
import { type FileIndex, indexFiles } from './file-index.ts'
import { refuse } from './refuse.ts'
import { serveFile } from './serve-file.ts'

/** true: the request has been answered. */
export type ServeStatic = (request: IncomingMessage, response: ServerResponse) => boolean

export interface StaticOptions {
  /** The browser build. */
  readonly assetDir: string
  /** Of `public/`, asked with each request. */
  readonly publicFiles: () => FileIndex
  readonly basePath: string
  /** Source maps of the browser build may be read. */
  readonly maps: boolean
}

export function createServeStatic({ assetDir, publicFiles, basePath, maps }: StaticOptions): ServeStatic {
  const assets = indexFiles(assetDir, { maps })
  const assetPrefix = basePath + ASSET_PATH

  return (request, response) => {
    const target = request.url ?? '/'
    if (target.startsWith(assetPrefix)) {
      serveAsset(request, response, decodePath(target.slice(assetPrefix.length - 1)))
      return true
    }
    const known = publicFiles()
    if (known.size === 0 || !isRead(request) || !target.startsWith(`${basePath}/`)) return false
    const path = decodePath(target.slice(basePath.length))
    const found = path === null ? undefined : known.get(path)
    if (found === undefined) return false
    serveFile(request, response, found, 'revalidate')
    return true
  }

  function serveAsset(request: IncomingMessage, response: ServerResponse, path: string | null): void {
    const found = path === null ? undefined : assets.get(path)
    if (found !== undefined && isRead(request)) {
      serveFile(request, response, found, 'immutable')
      return
    }
    if (hasUnreadBody(request)) closeAfterAnswer(request, response)
    if (found !== undefined) response.setHeader('Allow', 'GET, HEAD')
    refuse(response, found === undefined ? 404 : 405)
  }
}

function isRead(request: IncomingMessage): boolean {
  return request.method === 'GET' || request.method === 'HEAD'
}

/** The path without its query, decoded once; null when that cannot be done. */
function decodePath(target: string): string | null {
  const query = target.indexOf('?')
  const path = query === -1 ? target : target.slice(0, query)
  if (!path.includes('%')) return path
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
