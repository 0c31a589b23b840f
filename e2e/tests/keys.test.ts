/** The encryption key: kept with the build, given by the environment, rotated. */
import { startBuilt } from '../helpers/app.ts'
import { expect, test } from '../helpers/test.ts'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')

test('a form that was made with the old key works while the key is rotated, and not after', async ({
  server,
  visitor,
}) => {
  const start = (keys: string) => startBuilt(server.dir, { FERRY_ENCRYPTION_KEY: keys })
  const headers = (url: string) => ({ origin: url, 'x-visitor': visitor })

  const old = await start(key(1))
  const html = await (await fetch(`${old.url}/forms/passing`, { headers: headers(old.url) })).text()
  await old.stop()
  const form = /<form[^>]*data-testid="closure".*?<\/form>/s.exec(html)?.[0] ?? ''
  const fields = [...form.matchAll(/name="(\$ACTION_[^"]+)"(?: value="([^"]*)")?/g)]
  expect(fields.length).toBeGreaterThan(2)

  const post = async (keys: string) => {
    const app = await start(keys)
    const body = new FormData()
    for (const [, name = '', value = ''] of fields)
      if (name !== '$ACTION_ONCE') body.append(name, value.replaceAll('&quot;', '"'))
    body.append('foo', 'rotated')
    const answer = await fetch(`${app.url}/forms/passing`, { method: 'POST', body, headers: headers(app.url) })
    const text = await answer.text()
    await app.stop()
    return [answer.status, text.includes('closure: sealed 1970-01-01T00:00:00.000Z rotated')]
  }
  expect(await post(`${key(2)},${key(1)}`)).toEqual([200, true])
  expect(await post(key(2))).toEqual([400, false])
})
