import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { watchApp } from './watch.ts'

test('a file that is saved again a moment later is reported again', async () => {
  const root = mkdtempSync(join(tmpdir(), 'ferry-watch-'))
  mkdirSync(join(root, 'app'))
  const file = join(root, 'app/page.tsx')
  writeFileSync(file, 'first')
  let last = 0
  const watch = watchApp(
    root,
    () => null,
    () => {
      last = performance.now()
    },
  )
  await delay(300)
  for (let round = 0; round < 5; round++) {
    writeFileSync(file, `once ${round}`)
    await delay(25)
    const saved = performance.now()
    writeFileSync(file, `and again ${round}`)
    await vi.waitFor(() => expect(last).toBeGreaterThan(saved), { timeout: 2_000 })
    await delay(100)
  }
  await watch.close()
  rmSync(root, { recursive: true })
})

test('a file that is emptied before it is written is reported once, when it is written', async () => {
  const root = mkdtempSync(join(tmpdir(), 'ferry-watch-'))
  mkdirSync(join(root, 'app'))
  const file = join(root, 'app/page.tsx')
  writeFileSync(file, 'first')
  const seen: string[] = []
  const watch = watchApp(
    root,
    () => null,
    () => seen.push(readFileSync(file, 'utf8')),
  )
  await delay(300)
  for (let round = 1, isDone = false; !isDone; round++) {
    seen.length = 0
    const began = performance.now()
    writeFileSync(file, '')
    await delay(15)
    writeFileSync(file, `second ${round}`)
    // A machine that had to do something else meanwhile tells nothing.
    isDone = performance.now() - began < 40
    await vi.waitFor(() => expect(seen.at(-1)).toBe(`second ${round}`), { timeout: 2_000 })
    await delay(200)
    if (isDone) expect(seen).toEqual([`second ${round}`])
  }
  // One that stays empty is meant to be.
  writeFileSync(file, '')
  await vi.waitFor(() => expect(seen.at(-1)).toBe(''), { timeout: 2_000 })
  await watch.close()
  rmSync(root, { recursive: true })
})
