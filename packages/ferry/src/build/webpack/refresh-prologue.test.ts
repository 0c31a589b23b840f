import { transformSync } from '@swc/core'
import { describe, expect, it } from 'vitest'
import { restorePrologue } from './refresh-prologue.ts'

const compile = (source: string) =>
  transformSync(source, {
    swcrc: false,
    configFile: false,
    filename: 'box.tsx',
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      target: 'es2022',
      transform: { react: { runtime: 'automatic', development: true, refresh: true } },
    },
  }).code

const BODY = `import { useState } from 'react'
export function Box() {
  const [open] = useState(false)
  return <b>{open}</b>
}
const useBox = () => useState(1)
`

describe('the directive of a file with Fast Refresh', () => {
  it.each([
    ['alone', "'use client'\n"],
    ['with a semicolon', '"use client";\n'],
    ['below comments', "// one\n/* two\n   three */\n'use client'\n"],
    ['with a comment behind', "'use client' // because\n"],
  ])('%s stands above all code again', (_, head) => {
    const before = compile(head + BODY)
    expect(before.search(/use client/)).toBeGreaterThan(before.search(/\$RefreshSig\$/))
    const after = restorePrologue(before)
    expect(after.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '').trimStart()).toMatch(/^['"]use client['"]/)
    expect(after.search(/use client/)).toBeLessThan(after.search(/\$RefreshSig\$/))
    expect(after.split('\n').indexOf('export function Box() {')).toBe(
      before.split('\n').indexOf('export function Box() {'),
    )
    expect(after.split('\n')).toHaveLength(before.split('\n').length)
  })

  it('a file without a directive stays as it is', () => {
    expect(restorePrologue(compile(BODY))).toBe(compile(BODY))
    expect(restorePrologue('export const a = 1\n')).toBe('export const a = 1\n')
  })
})
