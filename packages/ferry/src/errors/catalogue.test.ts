/** The catalogue and docs/errors.md hold the same errors. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as catalogue from './catalogue.ts'

const docs = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8')
const sections = new Map(
  docs
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [title = '', ...body] = section.split('\n')
      return [title.trim(), body.join('\n').trim()] as const
    }),
)
const entries = Object.values(catalogue)

describe('docs/errors.md', () => {
  test.each(entries.map((entry) => entry.code))('has a section for %s', (code) => {
    expect(sections.get(code) ?? '', `Write a section “### ${code}” in docs/errors.md.`).not.toBe('')
  })

  test.each([...sections.keys()])('section %s is about an error that exists', (code) => {
    const known = entries.map((entry) => entry.code) as readonly string[]
    expect(known, `Remove the section “### ${code}” or add the error to the catalogue.`).toContain(code)
  })

  test('has each section once', () => {
    expect([...docs.matchAll(/^### (.+)$/gm)]).toHaveLength(sections.size)
  })
})

describe('every entry of the catalogue', () => {
  test.each(entries)('$code has a code, a title and a hint in whole sentences', ({ code, title, hint }) => {
    expect(code).toMatch(/^FERRY_[A-Z][A-Z0-9_]*[A-Z0-9]$/)
    expect(title).toMatch(/^\S.*\.$/)
    expect(hint).toMatch(/^\S.*[.?!):`]$|: \S.*$/)
  })

  test('has a code of its own', () => {
    expect(new Set(entries.map((entry) => entry.code)).size).toBe(entries.length)
  })
})
