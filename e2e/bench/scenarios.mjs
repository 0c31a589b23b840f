/** What is measured: each scenario's request to Ferry, the same to the bare floor, and the ratio to reach. */
import http from 'node:http'
import { functionIds } from './build.mjs'
import { send } from './load.mjs'

const BOUNDARY = '----ferrybench'

export async function makeScenarios(ferryPort, barePort) {
  const ids = functionIds()
  const origin = `http://127.0.0.1:${ferryPort}`
  const callHeaders = {
    accept: 'text/x-component',
    'content-type': 'text/plain;charset=UTF-8',
    'ferry-protocol': '1',
    origin,
    'sec-fetch-site': 'same-origin',
  }
  const call = (name, refresh) => ({
    method: 'POST',
    path: `/_ferry/action/${ids[name]}`,
    headers: refresh ? { ...callHeaders, 'ferry-url': '/call' } : callHeaders,
    body: '[20,22]',
    expect: '"sum":42',
  })
  const agent = new http.Agent({ keepAlive: true })
  const answerOf = async (plan) => (await send(agent, ferryPort, plan)).bytes
  const teachBare = async (plan) =>
    send(agent, barePort, { method: 'PUT', path: '/answer', body: await answerOf(plan) })
  const fields = hiddenFields((await send(agent, ferryPort, { method: 'GET', path: '/form' })).text)
  const get = (path, expect) => ({ method: 'GET', path, expect })
  const bareCall = { method: 'POST', path: '/call', body: '[20,22]', expect: '"sum":42' }

  return [
    {
      name: 'hello',
      target: 3,
      aim: 2.5,
      requests: 6000,
      ferry: () => get('/', 'Hello, world.'),
      bare: () => get('/', 'Hello, world.'),
    },
    {
      name: '100 rows, 10 client components',
      target: 3.5,
      aim: 3,
      requests: 1500,
      ferry: () => get('/table', 'Row number 99'),
      bare: () => get('/table', 'Row number 99'),
    },
    {
      name: 'streaming',
      target: 2.3,
      aim: 2,
      requests: 3000,
      ferry: () => get('/stream', 'late three'),
      bare: () => get('/stream', 'late three'),
    },
    {
      name: 'call',
      target: 3.5,
      aim: 3,
      requests: 10000,
      before: () => teachBare(call('add', false)),
      ferry: () => call('add', false),
      bare: () => bareCall,
    },
    {
      name: 'call with refresh',
      requests: 4000,
      before: () => teachBare(call('addAndRefresh', true)),
      ferry: () => call('addAndRefresh', true),
      bare: () => bareCall,
    },
    {
      name: 'form POST without JavaScript',
      target: 4,
      aim: 3,
      requests: 3000,
      ferry: (index) => ({
        method: 'POST',
        path: '/form',
        headers: {
          origin,
          'sec-fetch-site': 'same-origin',
          'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
        },
        body: multipart([...fields, ['name', `name-${index}`]]),
        expect: `name-${index}`,
      }),
      bare: (index) => ({
        method: 'POST',
        path: '/form',
        headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
        body: multipart([['name', `name-${index}`]]),
        expect: `name-${index}`,
      }),
    },
  ]
}

export function hiddenFields(html) {
  return [...html.matchAll(/<input type="hidden"([^>]*)>/g)].map(([, attributes]) => [
    decode(/name="([^"]*)"/.exec(attributes)[1]),
    decode(/value="([^"]*)"/.exec(attributes)?.[1] ?? ''),
  ])
}

export function multipart(entries) {
  const parts = entries.map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return `${parts.join('')}--${BOUNDARY}--\r\n`
}

function decode(text) {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
