/** The files of the browser build, served as they are on disk at this moment: they come and change while the server runs. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import send from 'send'
import { ASSET_PATH } from '../protocol/names.ts'

/** true: the request has been answered. */
export function serveAsset(
  request: IncomingMessage,
  response: ServerResponse,
  { basePath, assetDir }: { readonly basePath: string; readonly assetDir: string | null },
): boolean {
  const path = request.url?.split('?')[0] ?? ''
  const prefix = basePath + ASSET_PATH
  if (assetDir === null || !path.startsWith(prefix)) return false
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end()
    return true
  }
  response.setHeader('Cache-Control', 'no-cache')
  response.setHeader('X-Content-Type-Options', 'nosniff')
  send(request, path.slice(prefix.length), { root: assetDir, dotfiles: 'deny', index: false, cacheControl: false })
    .on('error', ({ statusCode = 404 }: { statusCode?: number }) => response.writeHead(statusCode).end())
    .on('directory', () => response.writeHead(404).end())
    .pipe(response)
  return true
}
