import { afterAll, expect, test } from 'vitest'
import { temporaryApp } from './fixtures/temporary-app.ts'
import { readRoutes } from './read-routes.ts'

const app = temporaryApp({ 'app/about/page.tsx': 'export default () => null', 'public/logo.svg': '<svg/>' })
afterAll(() => app.remove())

test('files of public/ and routes stand beside each other', async () => {
  expect((await readRoutes(app.config)).routes.routes.map(({ id }) => id)).toEqual(['/about'])
})

test('a file at the URL of a route is a conflict, and the build ends with it', async () => {
  app.write({ 'public/about': 'about' })
  const message = 'public/about and app/about/page.tsx both answer /about'
  await expect(readRoutes(app.config)).rejects.toThrow(message)
  await expect(app.build()).rejects.toThrow(message)
})
