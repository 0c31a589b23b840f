import { decodeReply, loadServerAction, renderToReadableStream } from '@vitejs/plugin-rsc/rsc'
import { page } from './pages.jsx'

export default async function handler(request) {
  const url = new URL(request.url)
  const id = request.headers.get('x-action')
  let returnValue
  if (id) {
    const args = await decodeReply(await request.text())
    const action = await loadServerAction(id)
    returnValue = await action.apply(null, args)
  }
  const stream = renderToReadableStream({ root: await page(url.pathname), returnValue })
  if (id || url.pathname.endsWith('.rsc')) {
    return new Response(stream, { headers: { 'content-type': 'text/x-component;charset=utf-8' } })
  }
  const ssr = await import.meta.viteRsc.loadModule('ssr', 'index')
  return new Response(await ssr.renderHTML(stream), { headers: { 'content-type': 'text/html;charset=utf-8' } })
}

if (import.meta.hot) import.meta.hot.accept()
