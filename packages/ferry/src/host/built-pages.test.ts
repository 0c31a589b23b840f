import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openBuiltPages } from './built-pages.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ferry-built-pages-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

function pages(tagged: Record<string, string[]>) {
  mkdirSync(join(dir, 'pages'))
  writeFileSync(join(dir, 'pages/tags.json'), JSON.stringify(tagged))
  for (const name of new Set(Object.values(tagged).flat()))
    writeFileSync(join(dir, `pages/${name}.json`), `copy ${name}`)
  const log: string[] = []
  const opened = openBuiltPages(dir, (level, message) => log.push(`${level} ${message}`))
  if (!opened) throw new Error('There are pages.')
  return { ...opened, log }
}
const isThere = (name: string) => existsSync(join(dir, `pages/${name}.json`))

describe('the pages of a build', () => {
  test('are none where it rendered none', () => {
    expect(openBuiltPages(dir, () => {})).toBeUndefined()
  })

  test('are read by name; one that is not there is none', async () => {
    const { read } = pages({ x: ['a'] })
    expect([await read('a'), await read('b')]).toEqual(['copy a', null])
  })

  test('are removed by any tag, from the disk: the next start finds none', async () => {
    const { remove, read, log } = pages({ x: ['a', 'b'], y: ['b', 'c'] })
    remove('x')
    remove('x')
    remove('unknown')
    remove('constructor')
    await vi.waitFor(() => expect([isThere('a'), isThere('b'), isThere('c')]).toEqual([false, false, true]))
    expect(await read('a')).toBeNull()
    expect(log).toEqual([])
  })
})
