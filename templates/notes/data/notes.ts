/** Everything the app knows about notes. Deleted ones stay for a day, so that a deletion can be undone. */
import { database } from './database'

export interface Note {
  readonly id: number
  readonly title: string
  readonly body: string
  readonly pinned: boolean
  readonly hasImage: boolean
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface NewImage {
  readonly type: string
  readonly bytes: Uint8Array
}

const columns = 'id, title, body, pinned, image is not null as has_image, created_at, updated_at'
const day = 24 * 3_600_000

/** Pinned first, then the latest. With words: only notes that contain each of them. */
export function findNotes(words: string): readonly Note[] {
  const terms = words.split(/\s+/).filter(Boolean).slice(0, 8)
  const where = terms.map(() => `and (title || ' ' || body) like ? escape '\\'`).join(' ')
  const rows = database()
    .prepare(
      `select ${columns} from notes where deleted_at is null ${where} order by pinned desc, updated_at desc limit 200`,
    )
    .all(...terms.map((term) => `%${term.replace(/[\\%_]/g, '\\$&')}%`))
  return (rows as Row[]).map(fromRow)
}

export function findNote(id: number): Note | null {
  const row = database().prepare(`select ${columns} from notes where id = ? and deleted_at is null`).get(id)
  return row ? fromRow(row as Row) : null
}

export function createNote(title: string, body: string, image: NewImage | null): number {
  const now = Date.now()
  const { lastInsertRowid } = database()
    .prepare('insert into notes (title, body, image, image_type, created_at, updated_at) values (?, ?, ?, ?, ?, ?)')
    .run(title, body, image ? Buffer.from(image.bytes) : null, image?.type ?? null, now, now)
  return Number(lastInsertRowid)
}

/** False when there is no such note (any more). */
export function updateNote(id: number, title: string, body: string): boolean {
  const { changes } = database()
    .prepare('update notes set title = ?, body = ?, updated_at = ? where id = ? and deleted_at is null')
    .run(title, body, Date.now(), id)
  return changes > 0
}

export function setImage(id: number, image: NewImage | null): void {
  database()
    .prepare('update notes set image = ?, image_type = ? where id = ? and deleted_at is null')
    .run(image ? Buffer.from(image.bytes) : null, image?.type ?? null, id)
}

export function setPinned(id: number, pinned: boolean): void {
  database()
    .prepare('update notes set pinned = ? where id = ?')
    .run(pinned ? 1 : 0, id)
}

export function deleteNote(id: number): void {
  const now = Date.now()
  database().prepare('update notes set deleted_at = ? where id = ? and deleted_at is null').run(now, id)
  database()
    .prepare('delete from notes where deleted_at < ?')
    .run(now - day)
}

export function restoreNote(id: number): void {
  database().prepare('update notes set deleted_at = null where id = ?').run(id)
}

export function findImage(id: number): NewImage | null {
  const row = database()
    .prepare('select image, image_type from notes where id = ? and image is not null and deleted_at is null')
    .get(id) as { image: ArrayBuffer | Uint8Array; image_type: string } | undefined
  return row ? { type: row.image_type, bytes: new Uint8Array(row.image) } : null
}

interface Row {
  readonly id: number
  readonly title: string
  readonly body: string
  readonly pinned: number
  readonly has_image: number
  readonly created_at: number
  readonly updated_at: number
}

function fromRow(row: Row): Note {
  return {
    id: row.id,
    title: row.title,
    body: row.body,
    pinned: row.pinned === 1,
    hasImage: row.has_image === 1,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  }
}
