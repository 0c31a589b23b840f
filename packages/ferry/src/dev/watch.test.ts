import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
