import { expect, test } from 'vitest'
import { javaScriptFiles } from './javascript-files.ts'

const FILES = {
  'app/page.tsx': "import { a } from '@/data/a.ts'\nexport default () => <p>Edit app/page.tsx, app/[id]/x.ts</p>\n",
  'data/a.ts': 'export const a: number = 1\n',
  'data/shape.ts': '/** Types alone. */\nexport interface Shape {}\n',
  'env.d.ts': 'declare const x: 1\n',
  'test/app.test.mts': 'const ts: string = 1\n',
  'README.md': '`app/page.tsx` and `data/a.ts`, typed in tsx. Cuts. See ferry-env.d.ts\n',
  'app/globals.css': 'a { color: red }\n',
  'tsconfig.json': JSON.stringify({
    compilerOptions: { strict: true, jsx: 'react-jsx', paths: { '@/*': ['./*'] }, types: ['node'] },
    include: ['.'],
    exclude: ['dist'],
  }),
  'package.json': JSON.stringify({
    name: 'x',
    scripts: { dev: 'ferry dev', typecheck: 'tsc' },
    devDependencies: { typescript: '1', '@types/node': '1', '@types/react': '1' },
  }),
}

test('a template in TypeScript becomes one in JavaScript', () => {
  const files = new Map(Object.entries(FILES).map(([path, text]) => [path, Buffer.from(text)]))
  const made = Object.fromEntries([...javaScriptFiles(files)].map(([path, content]) => [path, content.toString()]))
  expect({
    ...made,
    'jsconfig.json': parsed(made, 'jsconfig.json'),
    'package.json': parsed(made, 'package.json'),
  }).toEqual({
    'app/page.jsx': "import { a } from '@/data/a.js'\nexport default () => <p>Edit app/page.jsx, app/[id]/x.js</p>\n",
    'data/a.js': expect.stringMatching(/^export const a\s+= 1\n$/),
    'test/app.test.mjs': expect.stringMatching(/^const ts\s+= 1\n$/),
    'README.md': '`app/page.jsx` and `data/a.js`, typed in tsx. Cuts. See ferry-env.d.ts\n',
    'app/globals.css': FILES['app/globals.css'],
    'jsconfig.json': { compilerOptions: { jsx: 'react-jsx', paths: { '@/*': ['./*'] } }, exclude: ['dist'] },
    'package.json': { name: 'x', scripts: { dev: 'ferry dev' } },
  })
})

function parsed(files: Readonly<Record<string, string>>, path: string): unknown {
  return JSON.parse(files[path] ?? '')
}
