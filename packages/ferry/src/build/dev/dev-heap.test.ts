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
    const heaps = JSON.parse(output.toString()) as number[]
    // What is made once is there after some: compiled code, caches of the compiler.
    const [before, after] = [heaps[3], heaps.at(-1)]
    expect((after ?? 0) / (before ?? 1)).toBeLessThan(1.1)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
})
