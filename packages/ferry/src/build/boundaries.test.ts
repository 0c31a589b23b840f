import { afterAll, describe, expect, test } from 'vitest'
import type { FerryError } from '../errors/ferry-error.ts'
import { type Files, temporaryApp } from './fixtures/temporary-app.ts'

const app = temporaryApp({})
afterAll(() => app.remove())

const PAGE = { 'app/page.tsx': `import { Chart } from './chart'\nexport default () => <Chart />` }

/** Every error of a build, as the first lines of what a user reads. */
async function errorsOf(files: Files): Promise<object[]> {
  app.write(files)
  const error: unknown = await app.build().then(
    () => null,
    (reason: unknown) => reason,
  )
  for (const file of Object.keys(files)) app.write({ [file]: null })
  const errors = error instanceof AggregateError ? (error.errors as FerryError[]) : [error as FerryError]
  return errors.map(({ code, place, chain }) => ({
    code,
    at: `${place?.file}:${place?.line}:${place?.column}`,
    ...(chain.length > 1 && { chain }),
  }))
}

const CLIENT_PARTS = [
  'useActionState',
  'useContext',
  'useDeferredValue',
  'useEffect',
  'useEffectEvent',
  'useImperativeHandle',
  'useInsertionEffect',
  'useLayoutEffect',
  'useOptimistic',
  'useReducer',
  'useRef',
  'useState',
  'useSyncExternalStore',
  'useTransition',
  'createContext',
  'Component',
  'PureComponent',
]

const cases: { name: string; files: Files; errors: object[] }[] = [
  {
    name: 'H-802: a client module reaches a file that is marked server-only',
    files: {
      ...PAGE,
      'app/chart.tsx': `'use client'\n\nimport { rows } from './db'\nexport const Chart = () => <p>{rows.length}</p>`,
      'app/db.ts': `// the database\nimport 'server-only'\nexport const rows: string[] = []`,
    },
    errors: [
      {
        code: 'FERRY_SERVER_ONLY',
        at: 'app/db.ts:2:1',
        chain: ['app/page.tsx', 'app/chart.tsx', 'app/db.ts', 'server-only'],
      },
    ],
  },
  {
    name: 'a client module imports a door of the server',
    files: {
      ...PAGE,
      'app/chart.tsx': `'use client'\nimport { cookies } from 'ferry/headers'\nexport const Chart = () => <p>{typeof cookies}</p>`,
    },
    errors: [
      {
        code: 'FERRY_SERVER_ONLY',
        at: 'app/chart.tsx:2:1',
        chain: ['app/page.tsx', 'app/chart.tsx', 'ferry/headers'],
      },
    ],
  },
  {
    name: 'server code imports a file that is marked client-only',
    files: { 'app/page.tsx': `import './chart'\nexport default () => <p />`, 'app/chart.tsx': `import 'client-only'` },
    errors: [
      { code: 'FERRY_CLIENT_ONLY', at: 'app/chart.tsx:1:1', chain: ['app/page.tsx', 'app/chart.tsx', 'client-only'] },
    ],
  },
  {
    name: 'H-802: a client module imports modules of Node.js, with the scheme and without',
    files: {
      ...PAGE,
      'app/chart.tsx': `'use client'\nimport { data } from './data'\nexport const Chart = () => <p>{data}</p>`,
      'app/data.ts': `import { readFileSync } from 'node:fs'\nimport { join } from 'path'\nexport const data = String(readFileSync(join('a')))`,
    },
    errors: [1, 2].map((line) => ({
      code: 'FERRY_NODE_IN_BROWSER',
      at: `app/data.ts:${line}:1`,
      chain: ['app/page.tsx', 'app/chart.tsx', 'app/data.ts'],
    })),
  },
  {
    name: 'A-802: server code uses hooks, by name, by namespace and by default import',
    files: {
      'app/page.tsx': `import { Count } from './count'\nexport default () => <Count />`,
      'app/count.tsx': [
        `import React, { useState } from 'react'`,
        `import * as Everything from 'react'`,
        'export function Count() {',
        '  const [count] = useState(0)',
        '  React.useEffect(() => {})',
        '  Everything.useReducer(() => 0, 0)',
        '  return <p>{count}{React.useId()}</p>',
        '}',
      ].join('\n'),
    },
    errors: ['4:19', '5:3', '6:3'].map((at) => ({
      code: 'FERRY_CLIENT_HOOK',
      at: `app/count.tsx:${at}`,
      chain: ['app/page.tsx', 'app/count.tsx'],
    })),
  },
  {
    name: 'A-802: every hook of the client, contexts and classes, of React and of React DOM',
    files: {
      'app/page.tsx': [
        `import * as React from 'react'`,
        `import { useFormStatus } from 'react-dom'`,
        'export default function Page() {',
        '  useFormStatus()',
        ...CLIENT_PARTS.map((name) => `  void React.${name}`),
        '  return <p>{React.use(Promise.resolve(1))}{React.useId()}{React.useMemo(() => 1, [])}</p>',
        '}',
      ].join('\n'),
    },
    errors: [4, ...CLIENT_PARTS.map((_, index) => index + 5)].map((line) => ({
      code: 'FERRY_CLIENT_HOOK',
      at: `app/page.tsx:${line}:${line === 4 ? 3 : 8}`,
    })),
  },
  {
    name: 'a name and a module that do not exist',
    files: {
      'app/page.tsx': `import { total, sum } from './numbers'\nimport './gone'\nimport 'no-such-package'\nexport default () => <p>{total}{sum}</p>`,
      'app/numbers.ts': 'export const sum = 1',
    },
    errors: [
      { code: 'FERRY_MODULE_NOT_FOUND', at: 'app/page.tsx:2:1' },
      { code: 'FERRY_MODULE_NOT_FOUND', at: 'app/page.tsx:3:1' },
      { code: 'FERRY_EXPORT_NOT_FOUND', at: 'app/page.tsx:4:26' },
    ],
  },
  {
    name: 'a package that was never built, by the line that asks for it',
    files: {
      'app/page.tsx': `import './a.css'\nexport default () => <p />`,
      'app/a.css': `a { color: red }\n@import 'unbuilt/style.css';`,
      'node_modules/unbuilt/package.json': `{ "name": "unbuilt", "exports": { "./*": "./dist/*" } }`,
    },
    errors: [{ code: 'FERRY_MODULE_NOT_FOUND', at: 'app/a.css:2:10' }],
  },
  {
    name: 'a file that is not JavaScript',
    files: { 'app/page.tsx': `export default function Page() {\n  return <p>{</p>\n}` },
    errors: [{ code: 'FERRY_SYNTAX', at: 'app/page.tsx:2:14' }],
  },
  {
    name: 'a file of an unknown type',
    files: { 'app/page.tsx': `import './data.csv'\nexport default () => <p />`, 'app/data.csv': 'name;city of birth' },
    errors: [{ code: 'FERRY_FILE_TYPE', at: 'app/data.csv:1:6', chain: ['app/page.tsx', 'app/data.csv'] }],
  },
  {
    name: 'a style sheet that does not end, and one that is not there',
    files: {
      'app/page.tsx': `import './a.css'\nimport './b.css'\nexport default () => <p />`,
      'app/a.css': 'a { color: red }\nb {',
      'app/b.css': `a { color: red }\n@import './gone.css';`,
    },
    errors: [
      { code: 'FERRY_STYLE', at: 'app/a.css:2:1' },
      { code: 'FERRY_MODULE_NOT_FOUND', at: 'app/b.css:2:10' },
    ],
  },
  {
    name: 'A-105: what the directive transform refuses, with its importers',
    files: {
      'app/page.tsx': `import { save } from './actions'\nexport default () => <form action={save} />`,
      'app/actions.ts': `'use server'\n\nexport function save(data: FormData) {}`,
    },
    errors: [
      {
        code: 'FERRY_SERVER_EXPORT_SYNC',
        at: 'app/actions.ts:3:17',
        chain: ['app/page.tsx', 'app/actions.ts'],
      },
    ],
  },
  {
    name: 'two files for one URL',
    files: { 'app/(a)/page.tsx': 'export default () => <p />', 'app/(b)/page.tsx': 'export default () => <p />' },
    errors: [{ code: 'FERRY_ROUTE_CONFLICT', at: expect.stringContaining('page.tsx') }],
  },
]

describe('a build fails with the place and the importers of', () => {
  test.each(cases)('$name', async ({ files, errors }) => {
    expect(await errorsOf(files)).toEqual(errors)
  })
})
