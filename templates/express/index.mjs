/** The process: an API of its own, and Ferry for every other URL. */
import express from 'express'
import { ferry } from 'ferry/express'
import { departures } from './api/departures.mjs'

const port = Number(process.env.PORT ?? 3000)
// Where the pages find the API; it may as well be on another machine.
process.env.API_URL ??= `http://localhost:${port}/api`

const app = express()
app.disable('x-powered-by')
app.use('/api/departures', departures)

// Last, and behind no body parser: Ferry answers whatever is left, and reads bodies itself.
const pages = ferry({ dev: process.argv.includes('--dev') })
app.use(pages)
await pages.ready

const server = app.listen(port, process.env.HOST, (error) => {
  if (error) throw error
  console.log(`http://localhost:${port}`)
})

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server.close(async () => {
      await pages.close()
      process.exit()
    })
    server.closeIdleConnections()
  })
}
