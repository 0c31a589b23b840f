/** The server as a process: it ends when asked to, having finished what it began, and outlives its log. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { freePort } from '../helpers/free-port.ts'
import { hydrated } from '../helpers/page.ts'
import { appEnvironment } from '../helpers/run-ferry.ts'
import { expect, test } from '../helpers/test.ts'

async function serve(dir: string) {
  const port = await freePort()
  const child = spawn(process.execPath, [path.join(dir, 'dist/server.js')], {
    env: appEnvironment({ PORT: String(port), HOST: 'localhost' }),
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return { child, ended, url: `http://localhost:${port}` }
}

test('SIGTERM: a call that runs is finished, an open tab does not hold the end up, the exit code is 0', async ({
  page,
  server,
}) => {
  const { child, ended, url } = await serve(server.dir)
  try {
    await page.goto(`${url}/calls`)
    await hydrated(page)
    await page.waitForFunction(() => 'kitchen' in globalThis)
    const call = page.evaluate(`kitchen.slow(1500, 'finished')`)
    await page.waitForTimeout(300)
    const asked = Date.now()
    child.kill('SIGTERM')
    expect(await call).toBe('finished')
    expect(await ended).toBe(0)
    expect(Date.now() - asked).toBeLessThan(5000)
  } finally {
    child.kill('SIGKILL')
  }
})

test('a rejection that nobody handles is logged with its request, and the server goes on', async ({ page, server }) => {
  const { child, url } = await serve(server.dir)
  let log = ''
  child.stderr.on('data', (chunk) => (log += chunk))
  try {
    await page.goto(`${url}/calls`)
    await hydrated(page)
    await page.waitForFunction(() => 'kitchen' in globalThis)
    await page.evaluate('kitchen.forget()')
    await expect.poll(() => log).toContain('of the forgotten')
    const line = log.split('\n').find((each) => each.includes('of the forgotten')) ?? ''
    expect(JSON.parse(line)).toMatchObject({
      level: 50,
      reqId: expect.stringMatching(/^[\da-f-]{36}$/),
      method: 'POST',
      url: expect.stringMatching(/^\/_ferry\/action\/[\da-f]{40}$/),
    })
    expect(await page.evaluate(`kitchen.greet('still there')`)).toBe('Hello still there')
  } finally {
    child.kill('SIGKILL')
  }
})

test('a log that nobody reads any more does not stop the server', async ({ server, problems }) => {
  problems.allow(/./)
  const { child, ended, url } = await serve(server.dir)
  try {
    child.stdout.destroy()
    child.stderr.destroy()
    for (let visit = 0; visit < 3; visit++) {
      // Each of them is an error that is logged.
      const answer = await fetch(`${url}/nav/broken`, { signal: AbortSignal.timeout(5000) })
      expect(answer.status).toBe(500)
      await answer.arrayBuffer()
    }
    expect((await fetch(url, { signal: AbortSignal.timeout(5000) })).status).toBe(200)
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  } finally {
    child.kill('SIGKILL')
  }
})
