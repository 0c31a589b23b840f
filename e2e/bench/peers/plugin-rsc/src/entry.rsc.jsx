import {
  createTemporaryReferenceSet,
  decodeAction,
  decodeFormState,
  decodeReply,
  loadServerAction,
  renderToReadableStream,
} from '@vitejs/plugin-rsc/rsc'
import { page } from './pages.jsx'

export default async function handler(request) {
  const url = new URL(request.url)
  let returnValue
  let formState
  let temporaryReferences
  let refresh = true
  if (request.method === 'POST') {
    const id = request.headers.get('x-action')
    if (id) {
      const body = request.headers.get('content-type')?.startsWith('multipart/form-data')
        ? await request.formData()
        : await request.text()
      temporaryReferences = createTemporaryReferenceSet()
      const args = await decodeReply(body, { temporaryReferences })
      const action = await loadServerAction(id)
      returnValue = await action.apply(null, args)
      refresh = request.headers.get('x-refresh') === '1'
    } else {
      const formData = await request.formData()
      const action = await decodeAction(formData)
      const result = await action()
      formState = await decodeFormState(result, formData)
    }
  }
  const payload = { root: refresh ? page(url.pathname) : undefined, formState, returnValue }
  const stream = renderToReadableStream(payload, { temporaryReferences })
  if (request.headers.get('x-action') || url.pathname.endsWith('.rsc')) {
    return new Response(stream, { headers: { 'content-type': 'text/x-component;charset=utf-8' } })
  }
  const ssr = await import.meta.viteRsc.loadModule('ssr', 'index')
  return new Response(await ssr.renderHTML(stream, formState), {
    headers: { 'content-type': 'text/html;charset=utf-8' },
  })
}
