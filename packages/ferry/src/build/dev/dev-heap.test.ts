/** An edit leaves nothing behind: neither in the compiler nor in the server that takes it. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DevApp, devApp } from '../fixtures/dev-app.ts'

const EDITS = 200

let app: DevApp

beforeAll(async () => {
  app = await devApp({ ...sources('0') })
})
afterAll(() => app.close())

test(`after ${EDITS} edits the heap is what it was`, { timeout: 900_000 }, async () => {
  // What is made once is there after some: compiled code, caches of the compiler.
  await edit(0, 40)
  const before = await heap()
  await edit(40, EDITS)
  expect((await heap()) / before).toBeLessThan(1.1)
})

async function edit(from: number, to: number): Promise<void> {
  for (let round = from; round < to; round++) {
    const [file, text] = Object.entries(sources(`round ${round}`))[round % 3] ?? []
    await app.edit({ [file ?? '']: text ?? '' })
    // A render must not begin inside the one before.
    await new Promise(setImmediate)
    expect((await app.visit('/')).body).toContain(`round ${round}`)
  }
}

function sources(word: string) {
  return {
    'app/page.tsx': `
      import { Client } from './client'
      import { act } from './actions'
      export default async () => <main>page ${word} {await act()} <Client act={act} /></main>`,
    'app/actions.ts': `'use server'\nexport async function act() { return 'function ${word}' }\n`,
    'app/client.tsx': `'use client'
      export const Client = ({ act }: { act: () => Promise<string> }) => <button onClick={() => act()}>client ${word}</button>`,
  }
}

/** Bytes, when the collector has done what it can. */
async function heap(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    collect()
  }
  return process.memoryUsage().heapUsed
}
