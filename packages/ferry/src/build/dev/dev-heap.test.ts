/** An edit leaves nothing behind: neither in the compiler nor in the server that takes it. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { compiledPackage } from '../fixtures/compiled-package.ts'

const script = fileURLToPath(new URL('../fixtures/edit-often.mjs', import.meta.url))

test('after 200 edits the heap is what it was', { timeout: 900_000 }, () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'ferry-edits-')))
  const dist = join(compiledPackage(), 'dist')
  try {
    const output = execFileSync(process.execPath, ['--expose-gc', '--enable-source-maps', script, dist, root, '240'])
    const { builder, server } = JSON.parse(output.toString()) as Record<'builder' | 'server', number[]>
    expect(growth(builder)).toBeLessThan(1.1)
    expect(growth(server)).toBeLessThan(1.1)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
})

/** What is made once is there after some edits: compiled code, caches of the compiler. */
function growth(heaps: readonly number[]): number {
  return (heaps.at(-1) ?? 0) / (heaps[3] ?? 1)
}
