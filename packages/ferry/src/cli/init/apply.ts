/** Writes what was planned. A file that has appeared meanwhile is not overwritten. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plan } from './plan.ts'

/** @param root absolute: holds package.json */
export function applyPlan(root: string, { create, extend }: Plan): void {
  for (const [path, text] of Object.entries(create)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text, { flag: 'wx' })
  }
  for (const [path, text] of Object.entries(extend)) writeFileSync(join(root, path), text)
}
