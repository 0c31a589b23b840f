/** What the pages know of the API. It never reaches the browser. */
import 'server-only'

export interface Departure {
  readonly id: number
  readonly time: string
  readonly to: string
}

export async function listDepartures(): Promise<readonly Departure[]> {
  const answer = await call('GET', '')
  return (await answer.json()) as readonly Departure[]
}

/** What is wrong with it, or null when it was added. */
export async function addDeparture(time: string, to: string): Promise<string | null> {
  const answer = await call('POST', '', { time, to })
  return answer.status === 422 ? ((await answer.json()) as { problem: string }).problem : null
}

export async function removeDeparture(id: number): Promise<void> {
  await call('DELETE', `/${id}`)
}

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  const answer = await fetch(`${process.env.API_URL}/departures${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  if (answer.status >= 500) throw new Error(`The API answered ${answer.status} to ${method} /departures${path}`)
  return answer
}
