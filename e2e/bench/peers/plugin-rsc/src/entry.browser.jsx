import { createFromReadableStream, encodeReply, setServerCallback, createFromFetch } from '@vitejs/plugin-rsc/browser'
import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { rscStream } from 'rsc-html-stream/client'

setServerCallback(async (id, args) => {
  const payload = await createFromFetch(
    fetch(location.href, {
      method: 'POST',
      headers: { 'x-action': id, 'x-refresh': '1' },
      body: await encodeReply(args),
    }),
  )
  return payload.returnValue
})
const payload = await createFromReadableStream(rscStream)
startTransition(() => {
  hydrateRoot(document, payload.root, { formState: payload.formState })
})
