/** The floor: the same markup through renderToPipeableStream on node:http, and for calls a handler that reads and answers the same bytes. */
import { createServer } from 'node:http'
import { Suspense, use } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { Button } from '../app/parts/button.jsx'
import { Hello, later, Shell, Table } from '../app/parts/rows.jsx'

/** The fields that a form with useActionState has before hydration. */
const HIDDEN = [
  ['$ACTION_REF_1', ''],
  ['$ACTION_1:0', '{"id":"fbc178f08d870133767d15adcae2ceb0b25ab19d","bound":"$@1"}'],
  ['$ACTION_1:1', '[{"count":0,"name":""}]'],
  ['$ACTION_ONCE', 'c0ffee00c0ffee00c0ffee00c0ffee00'],
  ['$ACTION_KEY', 'k2c2f9f8f1b4a4d3f2e1d0c9b8a7f6e5d'],
]

let callAnswer = Buffer.alloc(0)

function Late({ promise }) {
  return <p>{use(promise)}</p>
}

function StreamPage() {
  return (
    <main>
      <h1>Stream</h1>
      {['one', 'two', 'three'].map((text) => (
        <Suspense key={text} fallback={<p>…</p>}>
          <Late promise={later(`late ${text}`)} />
        </Suspense>
      ))}
    </main>
  )
}

function FormPage({ state }) {
  return (
    <main>
      <h1>Form</h1>
      <form action="" method="POST" encType="multipart/form-data">
        {HIDDEN.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input name="name" defaultValue={state.name} />
        <output>
          {state.count}: {state.name}
        </output>
        <button type="submit">Save</button>
      </form>
    </main>
  )
}

const pages = {
  '/': () => <Hello />,
  '/table': () => <Table Button={Button} />,
  '/stream': () => <StreamPage />,
}

function render(page, response) {
  const stream = renderToPipeableStream(<Shell title="Bench">{page}</Shell>, {
    onShellReady() {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      stream.pipe(response)
    },
  })
}

async function readBody(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const server = createServer(async (request, response) => {
  if (request.method === 'PUT' && request.url === '/answer') {
    callAnswer = await readBody(request)
    response.end()
  } else if (request.method === 'POST' && request.url === '/call') {
    await readBody(request)
    response.setHeader('content-type', 'text/x-component')
    response.end(callAnswer)
  } else if (request.method === 'POST' && request.url === '/form') {
    const body = await readBody(request)
    const name = /name="name"\r\n\r\n([^\r]*)/.exec(body.toString())?.[1] ?? ''
    render(<FormPage state={{ count: 1, name }} />, response)
  } else {
    render(pages[request.url](), response)
  }
})

server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'))
