import { createFromFetch, createFromReadableStream, encodeReply, setServerCallback } from '@vitejs/plugin-rsc/browser'
import { startTransition, useEffect, useState } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { rscStream } from 'rsc-html-stream/client'

setServerCallback(async (id, args) => {
  const body = await encodeReply(args)
  const response = fetch(location.href, { method: 'POST', headers: { 'x-action': id }, body })
  return (await createFromFetch(response)).returnValue
})

const first = await createFromReadableStream(rscStream)

// As the plugin's own starter does it: server code that has changed is fetched again.
function Root() {
  const [{ root }, show] = useState(first)
  useEffect(() => {
    const refresh = async () => {
      const next = await createFromFetch(fetch(`${location.pathname}.rsc`))
      startTransition(() => show(next))
    }
    import.meta.hot?.on('rsc:update', refresh)
    return () => import.meta.hot?.off('rsc:update', refresh)
  }, [])
  return root
}

startTransition(() => {
  hydrateRoot(document, <Root />)
})
