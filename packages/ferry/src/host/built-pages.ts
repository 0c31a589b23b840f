/** The copies of pages that `ferry build` made, on disk: read when somebody asks for one, removed when they are old. */
import { existsSync } from 'node:fs'
import { readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { BuiltPages, Log } from '../protocol/incoming.ts'
import { TAGS } from '../protocol/pages-report.ts'

/** Tag → names of copies; see protocol/pages-report. */
type Tagged = Readonly<Record<string, readonly string[] | undefined>>

/** @returns undefined: the build rendered none */
export function openBuiltPages(dir: string, log: Log): BuiltPages | undefined {
  const folder = join(dir, 'pages')
  const listFile = join(folder, `${TAGS}.json`)
  if (!existsSync(listFile)) return undefined
  let tagged: Promise<Tagged> | undefined

  const remove = async (tag: string): Promise<void> => {
    tagged ??= readFile(listFile, 'utf8').then((text) => JSON.parse(text) as Tagged)
    const all = await tagged
    const names = Object.hasOwn(all, tag) ? (all[tag] ?? []) : []
    await Promise.all(names.map((name) => unlink(fileOf(name)).catch(unlessGone)))
  }
  const fileOf = (name: string) => join(folder, `${name}.json`)

  return {
    async read(name) {
      try {
        return await readFile(fileOf(name), 'utf8')
      } catch (error) {
        unlessGone(error)
        return null
      }
    },
    remove(tag) {
      // Where nothing may be written, this process knows by itself that they are old.
      remove(tag).catch((error: unknown) => log('debug', 'The copy of a page stays on disk.', { tag, error }))
    },
  }
}

function unlessGone(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}
