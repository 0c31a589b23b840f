import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import handler from './dist/rsc/index.js'

createServer(async (request, response) => {
  const body = request.method === 'GET' ? undefined : Readable.toWeb(request)
  const answer = await handler(
    new Request(`http://${request.headers.host}${request.url}`, {
      method: request.method,
      headers: request.headers,
      body,
      duplex: 'half',
    }),
  )
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  await pipeline(Readable.fromWeb(answer.body), response).catch(() => {})
}).listen(Number(process.env.PORT), '127.0.0.1')
