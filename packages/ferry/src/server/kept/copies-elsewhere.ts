/** Copies outside this process: those that the build made, and those in the store that the processes of the app share. */
import { createHash } from 'node:crypto'
import type { BuiltPages, Log } from '../../protocol/incoming.ts'
import { COPY_KEYS, type Store } from '../../protocol/store.ts'
import { type Copy, readCopy, writeCopy } from './copy.ts'

export interface CopiesElsewhere {
  /** null: there is none that is good. */
  load(key: string): Promise<Copy | null>
  /** Not waited for. */
  save(key: string, copy: Copy): void
  /** From now on no copy from before is good. */
  invalidated(tag: string): void
}

export interface ElsewhereOptions {
  /** A copy holds names of files and functions of its build. */
  readonly build: string
  /** null: the processes of the app share nothing. */
  readonly store: Store | null
  /** null: the build rendered no pages. */
  readonly builtPages: BuiltPages | null
  /** Names the key that captured variables are sealed with. */
  readonly seal: string
  readonly canOpen: (seal: string) => boolean
  readonly log: Log
}

const DAY = 24 * 60 * 60_000
/** ms that the store keeps a copy that never becomes old. */
const LONGEST = 30 * DAY
/** Longer than any copy, and than most builds are in use. */
const MARK = 400 * DAY
/** Characters; see protocol/store. */
const LARGEST = 300_000
/** How many tags are remembered in this process: by those that began to be told while the store is not there yet. */
const REMEMBERED = 10_000

export function createCopiesElsewhere(options: ElsewhereOptions): CopiesElsewhere | null {
  const { build, store, builtPages, seal, canOpen, log } = options
  if (store === null && builtPages === null) return null
  const recent = new Map<string, number>()

  async function isGood({ begun, tags }: Copy): Promise<boolean> {
    const marks = store ? await Promise.all(tags.map((tag) => store.get(markKey(build, tag)))) : []
    // After waiting: more may have become old.
    return (
      tags.every((tag) => !((recent.get(tag) ?? -1) >= begun)) && marks.every((mark) => !(Number(mark ?? -1) >= begun))
    )
  }

  async function read(find: () => Promise<string | null> | undefined): Promise<Copy | null> {
    try {
      const text = await find()
      const copy = text ? readCopy(text, canOpen) : null
      return copy && (await isGood(copy)) ? copy : null
    } catch (error) {
      log('warn', 'The copy of a page could not be read.', { error })
      return null
    }
  }

  return {
    async load(key) {
      const name = nameOfCopy(build, key)
      const shared = store && (await read(() => store.get(COPY_KEYS + name)))
      return shared ?? (builtPages && (await read(() => builtPages.read(name))))
    },
    save(key, copy) {
      // What anybody can ask for by thinking up paths is not given to the others.
      if (store === null || copy.page === null || copy.page.status !== 200) return
      const text = writeCopy(copy, seal)
      if (text.length > LARGEST) return
      const ttl = Math.min(LONGEST, copy.lifetime + DAY)
      store
        .set(COPY_KEYS + nameOfCopy(build, key), text, ttl)
        .catch((error: unknown) => log('warn', 'The copy of a page could not be given to the store.', { error }))
    },
    invalidated(tag) {
      recent.delete(tag)
      recent.set(tag, Date.now())
      if (recent.size > REMEMBERED) recent.delete(recent.keys().next().value ?? '')
      builtPages?.remove(tag)
    },
  }
}

/** Leaves word in the store for processes that load copies later. */
export async function markInvalid(store: Store, build: string, tag: string): Promise<void> {
  await store.set(markKey(build, tag), String(Date.now()), MARK)
}

/** A file name, whatever the key is made of. Where a new build has taken the place of the old one on disk, the old one finds none. */
export function nameOfCopy(build: string, key: string): string {
  return digest(`${build} ${key}`)
}

function markKey(build: string, tag: string): string {
  return `${COPY_KEYS}old:${digest(`${build} ${tag}`)}`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
