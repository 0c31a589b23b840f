import { createRequire } from 'node:module'
import { afterAll, expect, test } from 'vitest'
import { temporaryApp } from './fixtures/temporary-app.ts'

const page = `import './page.css'\nexport default () => <main />`
const files = { 'app/page.tsx': page, 'app/page.css': 'main { color: red }' }
const plain = temporaryApp(files)
const changed = temporaryApp(files, {
  webpack(configuration) {
    const loader = createRequire(import.meta.url).resolve('css-loader')
    configuration.module?.rules?.push({ test: /\.css$/, enforce: 'pre', loader, options: { modulos: true } })
  },
})
afterAll(() => {
  plain.remove()
  changed.remove()
})

test('options that the webpack hook gives to loaders are checked, whatever was built before in this process', async () => {
  await plain.build()
  await expect(changed.build()).rejects.toThrow(/Invalid options/)
})
