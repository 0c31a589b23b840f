/** Requests as proofs make them: one connection each, and when each part of the answer came. */
import http from 'node:http'

export function get(port, path, headers = {}) {
  return exchange({ method: 'GET', port, path, headers })
}

export function send(port, path, body, headers) {
  return exchange(
    { method: 'POST', port, path, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
    body,
  )
}

/** Resolves when the app on this port is ready. */
export async function answers(port) {
  for (let attempt = 0; attempt < 600; attempt++) {
    const status = await get(port, '/_ferry/ready', { host: 'example.com' }).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status === 200) return
    await pause(50)
  }
  throw new Error(`Nothing answers on port ${port}.`)
}

export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function exchange(options, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', agent: false, ...options }, (response) => {
      const chunks = []
      response.on('data', (chunk) => chunks.push({ at: Date.now(), text: String(chunk) }))
      response.on('end', () => {
        const { statusCode: status, headers } = response
        resolve({ status, headers, chunks, body: chunks.map(({ text }) => text).join('') })
      })
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}
