import { createRequire } from 'node:module'
import { afterAll, expect, test } from 'vitest'
import { temporaryApp } from './fixtures/temporary-app.ts'

const require = createRequire(import.meta.url)
const plugin = require.resolve('@tailwindcss/postcss')
const tailwind = require.resolve('tailwindcss/index.css')

const app = temporaryApp({
  '.gitignore': 'dist\n.ferry\n',
  'app/layout.tsx': `
    import './global.css'
    export default (props: any) => <html><body>{props.children}</body></html>`,
  'app/page.tsx': `export default () => <p className="pt-[13px] text-center">text</p>`,
  'app/button.module.css': `@reference './global.css';\n.button { @apply font-bold; &:hover { color: red } }`,
})
app.write({
  'postcss.config.mjs': `export default { plugins: { ${JSON.stringify(plugin)}: { base: ${JSON.stringify(app.root)} } } }`,
  'app/global.css': `@import ${JSON.stringify(tailwind)};`,
})
afterAll(() => app.remove())

test('a PostCSS configuration is used: Tailwind writes the classes that the sources name', async () => {
  await app.build()
  const css = app.assets('css')
  expect(css).toMatch(/\.pt-\\\[13px\\\]\{padding-top:13px\}/)
  expect(css).toContain('.text-center{text-align:center}')
  expect(css).not.toContain('.text-right')
})

test('a class that is new in the sources is new in the style sheet, with a warm cache too', async () => {
  app.write({ 'app/page.tsx': `export default () => <p className="text-right">text</p>` })
  await app.build()
  expect(app.assets('css')).toContain('.text-right{text-align:right}')
})
