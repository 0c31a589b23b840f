import { afterAll, expect, test } from 'vitest'
import { temporaryApp } from './fixtures/temporary-app.ts'

const app = temporaryApp({
  'app/page.tsx': `
    import { save } from './actions'
    export default () => <form action={save}>home</form>`,
  'app/actions.ts': `
    'use server'
    export async function save() {}`,
  'app/account/page.tsx': `'use server'
    export default async function Account() { return <p>account</p> }`,
})
afterAll(() => app.remove())

test('A-117: a page that begins with "use server" is warned of; a file with functions is not', async () => {
  const { warnings } = await app.build()
  expect(warnings).toMatchObject([{ code: 'FERRY_ROUTE_IS_FUNCTION', place: { file: 'app/account/page.tsx' } }])
})
