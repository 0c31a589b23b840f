import { createFromReadableStream } from '@vitejs/plugin-rsc/ssr'
import { use } from 'react'
import { renderToReadableStream } from 'react-dom/server.edge'
import { injectRSCPayload } from 'rsc-html-stream/server'

export async function renderHTML(stream, formState) {
  const [left, right] = stream.tee()
  let payload
  // biome-ignore lint/correctness/noComponentHookFactories: the payload must be decoded inside this render, as the starter of the plugin does
  function Root() {
    payload ??= createFromReadableStream(left)
    return use(payload).root
  }
  const bootstrapScriptContent = await import.meta.viteRsc.loadBootstrapScriptContent('index')
  const html = await renderToReadableStream(<Root />, { bootstrapScriptContent, formState })
  return html.pipeThrough(injectRSCPayload(right))
}
