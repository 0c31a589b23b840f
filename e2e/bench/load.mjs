/** A bounded load on one address: keep-alive connections, every answer checked, latencies kept. */
import http from 'node:http'

/**
 * @param {{ port: number, connections: number, requests: number, next: (index: number) => { method: string, path: string, headers?: Record<string, string>, body?: string | Buffer, expect: string, status?: number } }} options
 * @returns {Promise<{ seconds: number, p50: number, p99: number, wrong: number, firstWrong?: string }>}
 */
export async function load({ port, connections, requests, next }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const latencies = []
  let started = 0
  let wrong = 0
  let firstWrong
  const begin = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (started < requests) {
        const plan = next(started++)
        const at = performance.now()
        const answer = await send(agent, port, plan)
        latencies.push(performance.now() - at)
        if (answer.status !== (plan.status ?? 200) || !answer.text.includes(plan.expect)) {
          wrong++
          firstWrong ??= `${plan.method} ${plan.path} → ${answer.status} ${answer.text.slice(0, 400)}`
        }
      }
    }),
  )
  agent.destroy()
  latencies.sort((left, right) => left - right)
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))]
  return { seconds: (performance.now() - begin) / 1000, p50: at(0.5), p99: at(0.99), wrong, firstWrong }
}

export function send(agent, port, { method, path, headers, body }) {
  return new Promise((resolve, reject) => {
    const request = http.request({ agent, port, host: '127.0.0.1', method, path, headers }, (response) => {
      const chunks = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        resolve({ status: response.statusCode, headers: response.headers, bytes, text: bytes.toString() })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}
